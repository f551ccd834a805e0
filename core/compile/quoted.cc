// SPDX-License-Identifier: MIT
#include "core/compile/quoted.h"

#include "core/compile/utf8.h"

namespace akkoord {

namespace {

bool steers_terminal(char32_t code_point) noexcept {
  return code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0) || code_point == 0x61C ||
         (code_point >= 0x200B && code_point <= 0x200F) ||
         (code_point >= 0x2028 && code_point <= 0x202E) ||
         (code_point >= 0x2060 && code_point <= 0x2069) || code_point == 0xFEFF;
}

void append_hex(std::string& out, std::string_view mark, unsigned number, int digits) {
  out += mark;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
    out += "0123456789ABCDEF"[(number >> static_cast<unsigned>(shift)) & 0xFU];
  }
}

}  // namespace

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const Utf8Character character = first_character(text);
    if (character.size_bytes == 0) {
      append_hex(out, "\\x", static_cast<unsigned char>(text[0]), 2);
      text.remove_prefix(1);
      continue;
    }
    if (steers_terminal(character.code_point)) {
      append_hex(out, "\\u", static_cast<unsigned>(character.code_point), 4);
    } else {
      out += text.substr(0, character.size_bytes);
    }
    text.remove_prefix(character.size_bytes);
  }
  return out;
}

std::string in_quotes(std::string_view text) {
  const std::string_view shown = cut(text, max_quoted_bytes);
  std::string out = "\"" + printable(shown);
  out += shown.size() < text.size() ? "...\"" : "\"";
  return out;
}

std::string_view cut(std::string_view text, std::size_t size_bytes) noexcept {
  if (text.size() <= size_bytes) return text;
  while (size_bytes > 0 && (static_cast<unsigned char>(text[size_bytes]) & 0xC0U) == 0x80U) {
    --size_bytes;
  }
  return text.substr(0, size_bytes);
}

}  // namespace akkoord
