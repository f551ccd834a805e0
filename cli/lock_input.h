// SPDX-License-Identifier: MIT
//
// The lock file beside a policy, as the command line finds it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/files.h"

namespace akkoord {

/// Where the lock of policy `policy_id` lies: where `--lock` says, else beside the one POLICY of
/// `arguments`. Nothing where there is to be none.
[[nodiscard]] std::optional<std::filesystem::path> lock_path(const Arguments& arguments,
                                                             const std::string& policy_id);

/// Reads the lock, if there is one. Where it is there and can't be read, says so on standard error
/// and returns false.
[[nodiscard]] bool read_lock(const std::optional<std::filesystem::path>& path, ReadFile& lock);

}  // namespace akkoord
