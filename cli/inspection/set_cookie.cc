// SPDX-License-Identifier: MIT
#include "cli/inspection/set_cookie.h"

#include <cstddef>

#include "cli/inspection/host_name.h"

namespace akkoord {

namespace {

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view blanks = " \t\r";
  const std::size_t start = text.find_first_not_of(blanks);
  if (start == std::string_view::npos) return {};
  return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

}  // namespace

CookieKey cookie_of_line(std::string_view line, std::string_view url) {
  const std::string_view pair = line.substr(0, line.find(';'));
  CookieKey cookie{host_name_of_url(url), std::string(trimmed(pair.substr(0, pair.find('='))))};
  while (line.size() > line.find(';')) {
    line.remove_prefix(line.find(';') + 1);
    const std::string_view attribute = line.substr(0, line.find(';'));
    const std::size_t equals = attribute.find('=');
    if (equals == std::string_view::npos) continue;
    if (lower_cased(trimmed(attribute.substr(0, equals))) != "domain") continue;
    std::string_view domain = trimmed(attribute.substr(equals + 1));
    if (domain.starts_with('.')) domain.remove_prefix(1);
    cookie.domain = domain.empty() ? host_name_of_url(url) : lower_cased(domain);
  }
  return cookie;
}

}  // namespace akkoord
