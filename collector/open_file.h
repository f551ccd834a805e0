// SPDX-License-Identifier: MIT
//
// An open file or folder of the system; closed when its owner goes.
#pragma once

#include <unistd.h>

#include <utility>

namespace akkoord {

/// Owns a file descriptor.
class OpenFile {
 public:
  /// Takes `number`; negative where opening failed.
  explicit OpenFile(int number = -1) noexcept : number_(number) {}
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  OpenFile(OpenFile&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  OpenFile& operator=(OpenFile&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~OpenFile() {
    if (number_ >= 0) ::close(number_);
  }

  /// The system's number for it.
  [[nodiscard]] int number() const noexcept { return number_; }
  /// Whether it is open.
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }

 private:
  int number_;
};

}  // namespace akkoord
