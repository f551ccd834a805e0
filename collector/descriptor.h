// SPDX-License-Identifier: MIT
//
// An open file or folder of the system; closed when its owner goes.
#pragma once

#include <unistd.h>

#include <utility>

namespace akkoord {

/// Owns a file descriptor.
class Descriptor {
 public:
  /// Takes `number`; negative where opening failed.
  explicit Descriptor(int number = -1) noexcept : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() {
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
