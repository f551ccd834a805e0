// SPDX-License-Identifier: MIT
#include "core/compile/utf8.h"

namespace akkoord {

namespace {

/// What a first byte announces.
struct Announced {
  std::size_t size_bytes;
  char32_t bits;
  char32_t smallest;  // a lower code point has a shorter form
};

Announced announced_by(unsigned char first) noexcept {
  if (first < 0x80) return {1, first, 0};
  if (first >= 0xC2 && first < 0xE0) return {2, first & 0x1FU, 0x80};
  if (first >= 0xE0 && first < 0xF0) return {3, first & 0x0FU, 0x800};
  if (first >= 0xF0 && first < 0xF5) return {4, first & 0x07U, 0x10000};
  return {0, 0, 0};
}

}  // namespace

Utf8Character first_character(std::string_view text) noexcept {
  const Announced announced = announced_by(static_cast<unsigned char>(text[0]));
  if (announced.size_bytes == 0 || announced.size_bytes > text.size()) return {};
  char32_t code_point = announced.bits;
  for (std::size_t i = 1; i < announced.size_bytes; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte & 0xC0U) != 0x80U) return {};
    code_point = (code_point << 6U) | (byte & 0x3FU);
  }
  const bool surrogate = code_point >= 0xD800 && code_point < 0xE000;
  if (code_point < announced.smallest || surrogate || code_point > 0x10FFFF) return {};
  return {code_point, announced.size_bytes};
}

std::size_t first_invalid_utf8(std::string_view text) noexcept {
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t size_bytes = first_character(text.substr(i)).size_bytes;
    if (size_bytes == 0) return i;
    i += size_bytes;
  }
  return std::string_view::npos;
}

std::size_t character_count(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1U : 0U;
  return count;
}

}  // namespace akkoord
