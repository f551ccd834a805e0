// SPDX-License-Identifier: MIT
//
// What was shown, kept by its SHA-256: policies, locks, texts, scripts. A record names these
// hashes, so that the very banner of any record can be looked at again.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "collector/sqlite.h"
#include "collector/stored_policies.h"

namespace akkoord {

/// Keeps a file, once. Returns whether it was new.
bool archive(Database& database, const ArchivedFile& file, std::int64_t now_s);

/// The file of that hash; nothing where none was kept.
[[nodiscard]] std::optional<ArchivedFile> archived(Database& database, const Digest& hash);

}  // namespace akkoord
