// SPDX-License-Identifier: MIT
#include "core/proof/signed_text.h"

namespace akkoord {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

void add_line(std::string& text, std::string_view name, std::string_view value) {
  text.append(name).append(" ").append(value).append("\n");
}

}  // namespace

Digest log_named_by(const PublicKey& key) noexcept {
  std::string bytes;
  for (const std::uint8_t byte : key) bytes += static_cast<char>(byte);
  return sha256(bytes);
}

std::string signed_text(const TreeHead& head) {
  std::string text = "akkoord tree head 1\n";
  add_line(text, "log", hex(head.log));
  add_line(text, "size", std::to_string(head.size));
  add_line(text, "root", hex(head.root));
  add_line(text, "time_s", std::to_string(head.time_s));
  return text;
}

std::string signed_text(const KeyChange& change) {
  std::string text = "akkoord key change 1\n";
  add_line(text, "log", hex(change.log));
  add_line(text, "former", hex(change.former));
  add_line(text, "next", hex(change.next));
  add_line(text, "size", std::to_string(change.size));
  add_line(text, "time_s", std::to_string(change.time_s));
  return text;
}

std::string hex(const Digest& digest) {
  std::string text;
  for (const std::uint8_t byte : digest) {
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::optional<Digest> read_hex(std::string_view text) noexcept {
  Digest digest{};
  if (text.size() != 2 * digest.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digit = digits.find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    digest[i / 2] = static_cast<std::uint8_t>(unsigned{digest[i / 2]} << 4U | digit);
  }
  return digest;
}

}  // namespace akkoord
