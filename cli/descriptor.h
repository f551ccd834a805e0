// SPDX-License-Identifier: MIT
//
// An open file, socket or folder of the system; closed when its owner goes.
#pragma once

#include <unistd.h>

#include <utility>

namespace akkoord {

/// Owns a file descriptor. The standard three are left open.
class Descriptor {
 public:
  Descriptor() noexcept = default;
  /// Takes `number`; negative where opening failed.
  explicit Descriptor(int number) noexcept : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~Descriptor() { close(); }

  /// The system's number for it; negative where there is none.
  [[nodiscard]] int number() const noexcept { return number_; }
  /// Whether it is open.
  [[nodiscard]] bool is_open() const noexcept { return number_ >= 0; }
  /// Closes it before its time.
  void close() noexcept {
    if (number_ > STDERR_FILENO) ::close(number_);
    number_ = -1;
  }

 private:
  int number_ = -1;
};

}  // namespace akkoord
