// SPDX-License-Identifier: MIT
//
// A copy of the data folder, made while a collector writes: everything that was acknowledged before
// it began is in it. It is a data folder itself:
//
//     events.db        the database at one moment, without what was erased
//     log.key          the key that signs the proof log
//     collector.json   the configuration, as it stands
//
// It has its name only when it is whole, on disk and checked.
#pragma once

#include <filesystem>
#include <string>

#include "collector/log_check.h"

namespace akkoord {

/// Copies the data folder `data` and the file `config` to `target`, which must not be there yet.
/// Returns what was found in the copy; its fault tells what went wrong, and `target` is not there
/// then. Throws SqliteFault.
[[nodiscard]] LogCheck back_up(const std::filesystem::path& data,
                               const std::filesystem::path& config,
                               const std::filesystem::path& target);

}  // namespace akkoord
