// SPDX-License-Identifier: MIT
#include "core/declare/link.h"

#include <algorithm>

namespace akkoord {

namespace {

bool is_address(std::string_view address) noexcept {
  const bool clean = std::none_of(address.begin(), address.end(), [](char c) {
    return c <= ' ' || c == '\x7F' || std::string_view("\"<>\\`").find(c) != std::string_view::npos;
  });
  if (!clean || address.starts_with("//")) return false;
  return address.starts_with("https://") || address.starts_with("http://") ||
         address.starts_with('/') || address.starts_with('#');
}

bool is_mailbox(std::string_view text) noexcept {
  return std::count(text.begin(), text.end(), '@') == 1 && !text.starts_with('@') &&
         !text.ends_with('@') &&
         std::none_of(text.begin(), text.end(), [](char c) { return c <= ' ' || c == '\x7F'; });
}

/// RFC 6068: whatever could end the address or begin header fields is encoded.
std::string mail_address(std::string_view mailbox) {
  std::string address = "mailto:";
  for (const char c : mailbox) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                       std::string_view("@.-_+~").find(c) != std::string_view::npos;
    if (plain) {
      address += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    address += '%';
    address += "0123456789ABCDEF"[byte >> 4U];
    address += "0123456789ABCDEF"[byte & 0xFU];
  }
  return address;
}

}  // namespace

TextRun link(std::string text, std::string_view address) {
  if (!is_address(address)) return {PhraseKind::name, std::move(text)};
  return {PhraseKind::link, std::move(text), std::string(address)};
}

TextRun contact(const std::string& text) {
  if (is_mailbox(text)) return {PhraseKind::link, text, mail_address(text)};
  return link(text, text);
}

}  // namespace akkoord
