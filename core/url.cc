// SPDX-License-Identifier: MIT
#include "core/url.h"

namespace akkoord {

namespace {

struct Scheme {
  std::string_view prefix;
  std::string_view default_port;
};

constexpr Scheme schemes[] = {
    {"https://", ":443"}, {"http://", ":80"}, {"wss://", ":443"}, {"ws://", ":80"}};

bool starts_with_scheme(std::string_view text, std::string_view prefix) noexcept {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (lower_case(text[i]) != prefix[i]) return false;
  }
  return true;
}

std::string_view host_of(std::string_view authority, std::string_view default_port) noexcept {
  if (const std::size_t user_end = authority.rfind('@'); user_end != std::string_view::npos) {
    authority.remove_prefix(user_end + 1);
  }
  if (authority.ends_with(default_port)) authority.remove_suffix(default_port.size());
  if (authority.ends_with('.')) authority.remove_suffix(1);
  return authority;
}

}  // namespace

Url parse_site_path(std::string_view text) noexcept {
  text = text.substr(0, text.find('#'));
  const std::size_t query_start = text.find('?');
  Url url;
  url.path = text.substr(0, query_start);
  if (query_start != std::string_view::npos) url.query = text.substr(query_start + 1);
  if (url.path.empty()) url.path = "/";
  return url;
}

Result<Url> parse_url(std::string_view text) noexcept {
  if (text.size() > max_url_bytes) return Error{ErrorCode::too_long, max_url_bytes};
  for (const Scheme& scheme : schemes) {
    if (!starts_with_scheme(text, scheme.prefix)) continue;
    text.remove_prefix(scheme.prefix.size());
    const std::size_t end = host_length(text);
    Url url = parse_site_path(text.substr(end));
    url.host = host_of(text.substr(0, end), scheme.default_port);
    if (url.host.empty()) return Error{ErrorCode::malformed, scheme.prefix.size()};
    return url;
  }
  return Error{ErrorCode::malformed};
}

std::size_t host_length(std::string_view text) noexcept {
  std::size_t length = 0;
  while (length < text.size() && text[length] != '/' && text[length] != '?' &&
         text[length] != '#' && text[length] != ' ') {
    ++length;
  }
  return length;
}

}  // namespace akkoord
