// SPDX-License-Identifier: MIT
#include "core/compile/json_place.h"

#include "core/compile/quoted.h"

namespace akkoord {

namespace {

bool is_between_tokens(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' || c == ':';
}

bool is_in_literal(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
         c == '-' || c == '.';
}

TextPosition behind(char c, TextPosition position) noexcept {
  if (c == '\n') return {position.line + 1, 1};
  const bool starts_character = (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return {position.line, position.column + (starts_character ? 1U : 0U)};
}

}  // namespace

TextPosition position_of(std::string_view text, std::size_t offset_bytes) noexcept {
  TextPosition position{1, 1};
  for (const char c : text.substr(0, offset_bytes)) position = behind(c, position);
  return position;
}

std::string text_of(const JsonPlace& place) {
  return printable(place.path) + ":" + std::to_string(place.position.line) + ":" +
         std::to_string(place.position.column);
}

std::string member_pointer(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  const std::string_view shown = cut(key, max_quoted_bytes);
  for (const char c : shown) {
    if (c == '~') {
      pointer += "~0";
    } else if (c == '/') {
      pointer += "~1";
    } else {
      pointer += c;
    }
  }
  if (shown.size() < key.size()) pointer += "...";
  return pointer;
}

std::string item_pointer(std::string_view parent, std::size_t index) {
  return std::string(parent) + "/" + std::to_string(index);
}

void TokenCursor::step() noexcept {
  position_ = behind(text_[offset_bytes_], position_);
  ++offset_bytes_;
}

void TokenCursor::step_over_string() noexcept {
  step();
  while (offset_bytes_ < text_.size() && text_[offset_bytes_] != '"') {
    if (text_[offset_bytes_] == '\\') step();
    if (offset_bytes_ < text_.size()) step();
  }
  if (offset_bytes_ < text_.size()) step();
}

TextPosition TokenCursor::next() noexcept {
  while (offset_bytes_ < text_.size() && is_between_tokens(text_[offset_bytes_])) step();
  const TextPosition start = position_;
  if (offset_bytes_ == text_.size()) return start;
  if (text_[offset_bytes_] == '"') {
    step_over_string();
  } else if (is_in_literal(text_[offset_bytes_])) {
    while (offset_bytes_ < text_.size() && is_in_literal(text_[offset_bytes_])) step();
  } else {
    step();
  }
  return start;
}

}  // namespace akkoord
