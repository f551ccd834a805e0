// SPDX-License-Identifier: MIT
//
// Where something stands in a JSON file. The parser tells values, not places: a cursor follows it
// through the text, token by token, since it calls back in the order of the text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace akkoord {

/// Line and column as editors count them: from 1, columns in characters. Line 0: nowhere in
/// particular.
struct TextPosition {
  /// From 1.
  std::uint32_t line = 0;
  /// From 1.
  std::uint32_t column = 0;

  bool operator==(const TextPosition&) const noexcept = default;
};

/// The position of a byte; one behind the end is where the text ends.
[[nodiscard]] TextPosition position_of(std::string_view text, std::size_t offset_bytes) noexcept;

/// A place in a file of several that a policy is made of.
struct JsonPlace {
  /// The file, as messages name it; empty where there is none.
  std::string path;
  /// Where in it.
  TextPosition position;
  /// JSON Pointer (RFC 6901); long keys are cut in it.
  std::string pointer;
};

/// `path:line:column`, for a message that names a second place.
[[nodiscard]] std::string text_of(const JsonPlace& place);

/// The pointer of a member of what `parent` points to.
[[nodiscard]] std::string member_pointer(std::string_view parent, std::string_view key);

/// The pointer of an item of what `parent` points to.
[[nodiscard]] std::string item_pointer(std::string_view parent, std::size_t index);

/// Goes through a JSON text token by token. What it steps over must be valid.
class TokenCursor {
 public:
  /// Starts before the first token of `text`.
  explicit TokenCursor(std::string_view text) noexcept : text_(text) {}

  /// Steps over the next token, passing blanks, ',' and ':'; returns where it starts.
  TextPosition next() noexcept;

 private:
  void step() noexcept;
  void step_over_string() noexcept;

  std::string_view text_;
  std::size_t offset_bytes_ = 0;
  TextPosition position_{1, 1};
};

}  // namespace akkoord
