// SPDX-License-Identifier: MIT
#include "core/event/event_words.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/format.h"
#include "core/service.h"

namespace akkoord {

namespace {

constexpr std::size_t max_host_bytes = 253;  // RFC 1035, 2.3.4, less the final dot

bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

bool is_port(std::string_view text) noexcept {
  return !text.empty() && text.size() <= 5 && std::all_of(text.begin(), text.end(), is_digit);
}

bool is_name(std::string_view text) noexcept {
  return text.size() <= max_host_bytes && format_fault("host", text).empty();
}

}  // namespace

bool is_hash(std::string_view text) noexcept {
  constexpr std::string_view prefix = "sha256:";
  if (text.size() != prefix.size() + 64 || !text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); });
}

bool is_event_language(std::string_view text) noexcept {
  return format_fault("language", text).empty();
}

bool is_event_country(std::string_view text) noexcept {
  return format_fault("country", text).empty();
}

bool is_variant(std::string_view text) noexcept {
  return is_service_id(text);
}

bool is_site(std::string_view text) noexcept {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos && !is_port(text.substr(colon + 1))) return false;
  return is_name(text.substr(0, colon));
}

bool is_foreign_host(std::string_view text) noexcept {
  const std::size_t dot = text.rfind('.');
  if (dot == std::string_view::npos || dot + 1 == text.size()) return false;
  const std::string_view last = text.substr(dot + 1);
  return !std::all_of(last.begin(), last.end(), is_digit) && is_name(text);
}

}  // namespace akkoord
