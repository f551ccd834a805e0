// SPDX-License-Identifier: MIT
//
// The lock file beside a policy, as the command line finds it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "core/compile/lock.h"

namespace akkoord {

/// The lock of a policy, as it was before this call.
class LockInput {
 public:
  /// Finds the lock of policy `policy_id` where `--lock` says, else beside the one POLICY of
  /// `arguments`, and reads it, if there is one. Where it is there and can't be read, says so on
  /// standard error and returns false. Without an id, which only a policy that was read has, there
  /// is none.
  [[nodiscard]] bool read(const Arguments& arguments, std::string_view policy_id);

  /// Where it lies; nothing where there is to be none.
  [[nodiscard]] const std::optional<std::filesystem::path>& path() const noexcept { return path_; }
  /// What stands in it, a view into this; nothing where it is not there yet.
  [[nodiscard]] std::optional<LockFile> file() const;

 private:
  std::optional<std::filesystem::path> path_;
  std::string name_;
  std::optional<std::string> text_;
};

}  // namespace akkoord
