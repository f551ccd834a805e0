// SPDX-License-Identifier: MIT
#include "cli/lock_input.h"

#include <cstdio>
#include <string_view>

#include "core/compile/lock.h"
#include "core/compile/quoted.h"

namespace akkoord {

std::optional<std::filesystem::path> lock_path(const Arguments& arguments,
                                               const std::string& policy_id) {
  const std::optional<std::string_view> given = arguments.value("--lock");
  if (given == "none") return std::nullopt;
  if (given) return std::filesystem::path(*given);
  const std::string_view policy = arguments.words().front();
  if (policy == "-") return std::nullopt;
  return std::filesystem::path(policy).parent_path() / (policy_id + ".lock.json");
}

bool read_lock(const std::optional<std::filesystem::path>& path, ReadFile& lock) {
  if (!path) return true;
  lock = read_file(path->string(), max_lock_bytes);
  if (lock.state != ReadState::failed) return true;
  std::fprintf(stderr, "%s: error: can't be read: %s\nNothing was written.\n",
               printable(path->string()).c_str(), lock.fault.c_str());
  return false;
}

}  // namespace akkoord
