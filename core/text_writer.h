// SPDX-License-Identifier: MIT
//
// Puts text and numbers into memory that the caller owns; past its end nothing more is written and
// ok() turns false, so that one question at the end suffices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace akkoord {

/// Fills `out` from its start.
class TextWriter {
 public:
  /// Writes into `out`, which must outlive the writer.
  explicit TextWriter(std::span<char> out) noexcept : out_(out) {}

  /// Writes `text` whole, or nothing of it.
  TextWriter& text(std::string_view text) noexcept {
    if (text.size() > out_.size() - used_) {
      ok_ = false;
    } else {
      for (const char c : text) out_[used_++] = c;
    }
    return *this;
  }

  /// Writes a number that is not negative in decimal.
  TextWriter& number(std::int64_t number) noexcept {
    char digits[20];
    std::size_t first = sizeof digits;
    do {
      digits[--first] = static_cast<char>('0' + number % 10);
      number /= 10;
    } while (number > 0);
    return text({digits + first, sizeof digits - first});
  }

  /// Whether everything so far has found its place.
  [[nodiscard]] bool ok() const noexcept { return ok_; }
  /// What stands in `out` so far.
  [[nodiscard]] std::string_view written() const noexcept { return {out_.data(), used_}; }

 private:
  std::span<char> out_;
  std::size_t used_ = 0;
  bool ok_ = true;
};

}  // namespace akkoord
