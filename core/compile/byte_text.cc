// SPDX-License-Identifier: MIT
#include "core/compile/byte_text.h"

namespace akkoord {

std::string byte_text(std::string_view bytes, unsigned shift) {
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    const unsigned c = (static_cast<unsigned char>(byte) + shift) & 0xFFU;
    if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
      text += static_cast<char>(c);
      continue;
    }
    const unsigned code_point = 256U + c;
    text += static_cast<char>(0xC0U | (code_point >> 6U));
    text += static_cast<char>(0x80U | (code_point & 0x3FU));
  }
  return text;
}

}  // namespace akkoord
