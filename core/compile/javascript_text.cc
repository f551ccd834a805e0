// SPDX-License-Identifier: MIT
#include "core/compile/javascript_text.h"

#include <cstddef>

namespace akkoord {

namespace {

constexpr std::string_view line_separator = "\xE2\x80\xA8";
constexpr std::string_view paragraph_separator = "\xE2\x80\xA9";

std::string hex_escape(unsigned char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  return {'\\', 'x', digits[c >> 4U], digits[c & 0xFU]};
}

}  // namespace

std::string javascript_string(std::string_view utf8_text) {
  std::string out = "\"";
  for (std::size_t i = 0; i < utf8_text.size(); ++i) {
    const char c = utf8_text[i];
    const std::string_view rest = utf8_text.substr(i);
    if (rest.starts_with(line_separator) || rest.starts_with(paragraph_separator)) {
      out += rest.starts_with(line_separator) ? "\\u2028" : "\\u2029";
      i += line_separator.size() - 1;
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '<' || c == '\x7F' || static_cast<unsigned char>(c) < 0x20) {
      out += hex_escape(static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
  return out;
}

JavascriptObject& JavascriptObject::literal(std::string_view key, std::string_view literal) {
  if (text_.size() > 1) text_ += ',';
  text_ += key;
  text_ += ':';
  text_ += literal;
  return *this;
}

JavascriptObject& JavascriptObject::getter(std::string_view key, std::string_view expression) {
  if (text_.size() > 1) text_ += ',';
  text_.append("get ").append(key).append("(){return ").append(expression).append("}");
  return *this;
}

JavascriptObject& JavascriptObject::entry(std::string_view utf8_key, std::string_view literal) {
  return this->literal(javascript_string(utf8_key), literal);
}

JavascriptObject& JavascriptObject::string(std::string_view key, std::string_view utf8_text) {
  return literal(key, javascript_string(utf8_text));
}

}  // namespace akkoord
