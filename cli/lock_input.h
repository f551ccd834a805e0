// SPDX-License-Identifier: MIT
//
// The lock file of a policy: where it lies, and its bytes.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/files.h"

namespace akkoord {

/// Where the lock lies: where `--lock` says, else beside the policy; nothing where there is to be
/// none.
[[nodiscard]] std::optional<std::filesystem::path> lock_path(const Arguments& arguments,
                                                             const std::string& policy_id);

/// Reads the lock, if there is one; where it is there and can't be read, says so on standard error
/// and returns false. `not_done` ends what is said.
[[nodiscard]] bool read_lock(const std::optional<std::filesystem::path>& path, ReadFile& lock,
                             const char* not_done = "Nothing was written.");

}  // namespace akkoord
