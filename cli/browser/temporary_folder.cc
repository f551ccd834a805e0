// SPDX-License-Identifier: MIT
#include "cli/browser/temporary_folder.h"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace akkoord {

TemporaryFolder::TemporaryFolder() {
  std::error_code error;
  const std::filesystem::path parent = std::filesystem::temp_directory_path(error);
  if (error) return;
  std::string name = (parent / "akkoord-inspect.XXXXXX").string();
  if (::mkdtemp(name.data()) != nullptr) path_ = std::move(name);
}

TemporaryFolder::~TemporaryFolder() {
  if (path_.empty()) return;
  // What a browser's last process still writes while it ends makes a removal fail: try again.
  constexpr int tries = 3;
  for (int i = 0; i < tries; ++i) {
    std::error_code error;
    std::filesystem::remove_all(path_, error);
    if (!error) return;
  }
}

}  // namespace akkoord
