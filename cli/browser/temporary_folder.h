// SPDX-License-Identifier: MIT
//
// A folder for a browser's profile; removed with all that is in it when its owner goes.
#pragma once

#include <string>

namespace akkoord {

/// A new, empty folder that only this user may enter.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  TemporaryFolder(TemporaryFolder&&) = delete;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  /// Where it is; empty where it could not be made.
  [[nodiscard]] const std::string& path() const noexcept { return path_; }

 private:
  std::string path_;
};

}  // namespace akkoord
