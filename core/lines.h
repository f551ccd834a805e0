// SPDX-License-Identifier: MIT
//
// A text of lines, read in place. Every line ends in '\n'; sorted texts are searched by halving,
// stepping back to a line's start.
#pragma once

#include <cstddef>
#include <string_view>

namespace akkoord {

/// Goes through the lines of `text`, a text that is empty or ends in '\n'.
class Lines {
 public:
  /// Starts at the first line of `text`.
  explicit constexpr Lines(std::string_view text) noexcept : rest_(text) {}

  /// Puts the next line, without its '\n', into `line`; false behind the last.
  constexpr bool next(std::string_view& line) noexcept {
    if (rest_.empty()) return false;
    const std::size_t end = rest_.find('\n');
    line = rest_.substr(0, end);
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
    return true;
  }

  /// What next() has not yet handed out.
  [[nodiscard]] constexpr std::string_view rest() const noexcept { return rest_; }

 private:
  std::string_view rest_;
};

/// The part of the sorted `text` from the first line that `precedes` does not hold for.
/// `precedes(line)` must hold for a leading run of lines and for none behind it.
template <typename Precedes>
[[nodiscard]] std::string_view lines_from(std::string_view text, Precedes precedes) noexcept {
  std::size_t low = 0;
  std::size_t high = text.size();  // both are starts of lines, or the end
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    std::size_t start = middle;
    while (start > low && text[start - 1] != '\n') --start;
    const std::size_t end = text.find('\n', middle);
    const std::size_t next = end == std::string_view::npos ? high : end + 1;
    if (precedes(text.substr(start, next - start - 1))) {
      low = next;
    } else {
      high = start;
    }
  }
  return text.substr(low);
}

}  // namespace akkoord
