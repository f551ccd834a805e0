// SPDX-License-Identifier: MIT
//
// akkoord-collector, a program of its own beside this one: whoever compiles policies needs neither
// a server nor a database.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/exit_code.h"

namespace akkoord {

/// Where it lies.
[[nodiscard]] std::filesystem::path collector_program();

/// Runs it with `words` to its end, its output among ours. Says on standard error where it can't be
/// run.
[[nodiscard]] ExitCode ask_collector(const std::vector<std::string>& words);

}  // namespace akkoord
