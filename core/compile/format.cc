// SPDX-License-Identifier: MIT
#include "core/compile/format.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/quoted.h"
#include "core/pattern.h"
#include "core/service.h"

namespace akkoord {

namespace {

bool is_lower(char c) noexcept {
  return c >= 'a' && c <= 'z';
}
bool is_upper(char c) noexcept {
  return c >= 'A' && c <= 'Z';
}
bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}
bool is_visible(char c) noexcept {
  return c > ' ' && c < '\x7F';
}

bool all_of(std::string_view text, bool (*test)(char)) {
  return !text.empty() && std::all_of(text.begin(), text.end(), test);
}

bool is_country(std::string_view text) {
  return text.size() == 2 && all_of(text, is_upper);
}

bool is_language(std::string_view text) {
  const std::size_t dash = text.find('-');
  const std::string_view primary = text.substr(0, dash);
  if (primary.size() < 2 || primary.size() > 3 || !all_of(primary, is_lower)) return false;
  return dash == std::string_view::npos || is_country(text.substr(dash + 1));
}

bool is_email(std::string_view text) {
  const std::size_t at = text.find('@');
  return all_of(text, is_visible) && at != std::string_view::npos && at > 0 &&
         at + 1 < text.size() && text.find('@', at + 1) == std::string_view::npos;
}

bool is_url_or_path(std::string_view text) {
  const bool safe = std::all_of(text.begin(), text.end(), [](char c) {
    const bool ends_attribute = c == '"' || c == '<' || c == '>' || c == '\\';
    return static_cast<unsigned char>(c) > ' ' && c != '\x7F' && !ends_attribute;
  });
  if (!safe) return false;
  if (text.starts_with("https://")) return text.size() > 8 && text[8] != '/';
  return text.starts_with('/') && !text.starts_with("//");
}

/// A token (RFC 9110, 5.6.2), which cookie names are (RFC 6265bis, 4.1.1).
bool is_cookie_name(std::string_view text) {
  return all_of(text, [](char c) {
    return is_lower(c) || is_upper(c) || is_digit(c) ||
           std::string_view("!#$%&'*+.^_`|~-").find(c) != std::string_view::npos;
  });
}

bool is_host(std::string_view text) {
  const Result<UrlPattern> pattern = parse_url_pattern(text);
  return pattern.ok() && !pattern.value().wildcard && pattern.value().host == text &&
         text.find_first_of(":_") == std::string_view::npos;
}

bool is_host_pattern(std::string_view text) {
  return is_host(text.starts_with("*.") ? text.substr(2) : text);
}

bool is_url_pattern(std::string_view text) {
  const Result<UrlPattern> pattern = parse_url_pattern(text);
  return pattern.ok() && is_host(pattern.value().host);
}

bool is_site_path(std::string_view text) {
  return text.starts_with('/') && !text.starts_with("//") &&
         text.find('?') == std::string_view::npos && parse_url_pattern(text).ok();
}

/// Where a collector answers: a path of the site, or that behind an https host.
bool is_endpoint(std::string_view text) {
  constexpr std::string_view scheme = "https://";
  if (text.starts_with(scheme)) {
    text.remove_prefix(scheme.size());
    const std::size_t path = std::min(text.find('/'), text.size());
    if (!is_host(text.substr(0, path))) return false;
    text.remove_prefix(path);
  }
  return text.size() > 1 && is_site_path(text);
}

bool is_name_pattern(std::string_view text) {
  return parse_name_pattern(text).ok() && all_of(text, is_visible);
}

bool is_colour(std::string_view text) {
  return text.size() == 7 && text[0] == '#' && all_of(text.substr(1), [](char c) {
           return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
         });
}

bool is_name_letter(char c) noexcept {
  return is_lower(c) || is_upper(c) || is_digit(c) || c == '_' || c == '-';
}

/// Takes lower-case words joined by single hyphens off `rest`: a tag's or attribute's name.
std::string_view take_html_name(std::string_view& rest) {
  std::size_t end = 0;
  while (end < rest.size() && (is_lower(rest[end]) || is_digit(rest[end]) || rest[end] == '-')) {
    ++end;
  }
  const std::string_view name = rest.substr(0, end);
  rest.remove_prefix(end);
  return name;
}

/// Takes `.class` off `rest`, which begins with its dot.
bool take_class(std::string_view& rest) {
  std::size_t end = 1;
  while (end < rest.size() && is_name_letter(rest[end])) ++end;
  const bool is_class = end > 1 && !is_digit(rest[1]) && rest[1] != '-';
  rest.remove_prefix(end);
  return is_class;
}

/// Takes `[attribute]` or `[attribute="value"]` off `rest`, which begins with its bracket.
bool take_attribute(std::string_view& rest) {
  rest.remove_prefix(1);
  const std::string_view name = take_html_name(rest);
  if (!is_service_id(name) || is_digit(name[0])) return false;
  if (rest.starts_with("=\"")) {
    rest.remove_prefix(2);
    const std::size_t end = rest.find('"');
    if (end == std::string_view::npos) return false;
    const std::string_view value = rest.substr(0, end);
    const bool is_plain = std::all_of(value.begin(), value.end(), [](char c) {
      return is_name_letter(c) || std::string_view(" .~:/?#&=%+").find(c) != std::string_view::npos;
    });
    if (!is_plain) return false;
    rest.remove_prefix(end + 1);
  }
  if (!rest.starts_with(']')) return false;
  rest.remove_prefix(1);
  return true;
}

/// One element by its tag, classes and attributes: no list, no descendants, nothing computed. A
/// tag of HTML alone would be too much of a page.
bool is_embed_selector(std::string_view text) {
  const std::string_view tag = take_html_name(text);
  if (!tag.empty() && (!is_service_id(tag) || is_digit(tag[0]))) return false;
  if (text.empty()) return tag.find('-') != std::string_view::npos;
  while (!text.empty()) {
    const bool is_part = text[0] == '.' ? take_class(text) : text[0] == '[' && take_attribute(text);
    if (!is_part) return false;
  }
  return true;
}

struct Format {
  std::string_view name;
  std::string_view noun;
  bool (*is_one)(std::string_view);
};

constexpr Format formats[] = {
    {"service-id", "id (lower-case words joined by single hyphens)", is_service_id},
    {"country", "country (two capitals)", is_country},
    {"language", "language (\"nl\" or \"nl-BE\")", is_language},
    {"email", "e-mail address", is_email},
    {"url-or-path", "https address or path of the site", is_url_or_path},
    {"cookie-name", "cookie name", is_cookie_name},
    {"cookie-prefix", "beginning of a cookie name", is_cookie_name},
    {"host", "host", is_host},
    {"host-pattern", "host or *.host", is_host_pattern},
    {"url-pattern", "URL pattern (host and path, no scheme)", is_url_pattern},
    {"site-path", "path of the site", is_site_path},
    {"endpoint", "path of the site, nor an https address of one", is_endpoint},
    {"name-pattern", "name, or beginning of a name and \"*\"", is_name_pattern},
    {"colour", "colour (#rrggbb)", is_colour},
    {"embed-selector", "selector of one element (tag, .class, [attribute=\"value\"])",
     is_embed_selector},
};

}  // namespace

std::string format_fault(std::string_view format, std::string_view text) {
  for (const Format& known : formats) {
    if (known.name != format) continue;
    if (known.is_one(text)) return {};
    return in_quotes(text) + " is no " + std::string(known.noun);
  }
  return "the schema asks for a format that is not known here: " + in_quotes(format);
}

}  // namespace akkoord
