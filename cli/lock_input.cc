// SPDX-License-Identifier: MIT
#include "cli/lock_input.h"

#include <cstdio>
#include <utility>

#include "cli/files.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

std::optional<std::filesystem::path> lock_path(const Arguments& arguments,
                                               std::string_view policy_id) {
  const std::optional<std::string_view> given = arguments.value("--lock");
  if (policy_id.empty() || given == "none") return std::nullopt;
  if (given) return std::filesystem::path(*given);
  const std::string_view policy = arguments.words().front();
  if (policy == "-") return std::nullopt;
  return std::filesystem::path(policy).parent_path() / (std::string(policy_id) + ".lock.json");
}

}  // namespace

bool LockInput::read(const Arguments& arguments, std::string_view policy_id) {
  path_ = lock_path(arguments, policy_id);
  if (!path_) return true;
  name_ = path_->string();
  ReadFile file = read_file(name_, max_lock_bytes);
  if (file.state == ReadState::failed) {
    std::fprintf(stderr, "%s: error: can't be read: %s\nNothing was written.\n",
                 printable(name_).c_str(), file.fault.c_str());
    return false;
  }
  if (file.state == ReadState::done) text_ = std::move(file.text);
  return true;
}

std::optional<LockFile> LockInput::file() const {
  if (!text_) return std::nullopt;
  return LockFile{*text_, name_};
}

}  // namespace akkoord
