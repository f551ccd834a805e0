// SPDX-License-Identifier: MIT
//
// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string_view>

namespace akkoord {

/// One character taken off a text.
struct Utf8Character {
  /// Its code point; 0 where the bytes are no UTF-8.
  char32_t code_point = 0;
  /// How many bytes it takes; 0 where the bytes are no UTF-8.
  std::size_t size_bytes = 0;
};

/// Reads the character at the start of `text`, which must not be empty.
[[nodiscard]] Utf8Character first_character(std::string_view text) noexcept;

/// The offset of the first byte that is no UTF-8, in bytes; npos where all of it is.
[[nodiscard]] std::size_t first_invalid_utf8(std::string_view text) noexcept;

/// How many characters `text`, valid UTF-8, has.
[[nodiscard]] std::size_t character_count(std::string_view text) noexcept;

}  // namespace akkoord
