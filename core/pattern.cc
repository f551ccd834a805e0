// SPDX-License-Identifier: MIT
#include "core/pattern.h"

namespace akkoord {

namespace {

constexpr bool is_word(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

constexpr bool is_digit(char c) noexcept {
  return c >= '0' && c <= '9';
}

/// The characters of a path that need no escape in a policy source (CSP 3, path-part: pchar less
/// ';' and ','), less quotes and parentheses, which no vendor needs.
bool is_target_character(char c) noexcept {
  constexpr std::string_view marks = "/._~!$&+=:@%-";
  return is_word(c) || (c >= 'A' && c <= 'Z') || marks.find(c) != std::string_view::npos;
}

/// The offset of the first byte of `host` that no host may have there; npos where all is well.
std::size_t spoiled_host_byte(std::string_view host) noexcept {
  char before = '.';
  std::size_t i = 0;
  for (; i < host.size() && host[i] != ':'; ++i) {
    const char c = host[i];
    const bool joint = c == '.' || c == '-';
    if (!is_word(c) && c != '_' && !joint) return i;
    if (joint && before == '.') return i;
    if (c == '.' && before == '-') return i;
    before = c;
  }
  if (before == '.' || before == '-') return i;
  if (i == host.size()) return std::string_view::npos;
  const std::string_view port = host.substr(i + 1);
  if (port.empty() || port.size() > 5) return i;
  for (const char c : port) {
    if (!is_digit(c)) return i;
  }
  return std::string_view::npos;
}

bool is_under(std::string_view host, std::string_view parent) noexcept {
  return host.size() > parent.size() && host.ends_with(parent) &&
         host[host.size() - parent.size() - 1] == '.';
}

enum class Rank { none, lower, equal, higher };

/// How `other`'s host stands to that of a source: whether they meet, and which names it closer.
Rank host_rank(const UrlPattern& source, const UrlPattern& other) noexcept {
  if (source.host == other.host && source.wildcard == other.wildcard) return Rank::equal;
  if (source.wildcard && is_under(other.host, source.host)) return Rank::higher;
  if (other.wildcard && is_under(source.host, other.host)) return Rank::lower;
  return Rank::none;
}

bool is_prefix_path(std::string_view path) noexcept {
  return path.empty() || path.ends_with('/');
}

bool paths_meet(std::string_view a, std::string_view b) noexcept {
  if (is_prefix_path(a) && b.starts_with(a)) return true;
  return is_prefix_path(b) ? a.starts_with(b) : a == b;
}

}  // namespace

UrlPattern split_url_pattern(std::string_view text) noexcept {
  UrlPattern pattern;
  if (text.starts_with("*.")) {
    pattern.wildcard = true;
    text.remove_prefix(2);
  }
  const std::size_t query_start = text.find('?');
  if (query_start != std::string_view::npos) pattern.query = text.substr(query_start + 1);
  text = text.substr(0, query_start);
  const std::size_t path_start = text.find('/');
  if (path_start != std::string_view::npos) pattern.path = text.substr(path_start);
  pattern.host = text.substr(0, path_start);
  return pattern;
}

Result<UrlPattern> parse_url_pattern(std::string_view text) noexcept {
  if (text.size() > max_pattern_bytes) return Error{ErrorCode::too_long, max_pattern_bytes};
  const UrlPattern pattern = split_url_pattern(text);
  const std::size_t host_start = pattern.wildcard ? 2 : 0;
  const std::size_t target_start = host_start + pattern.host.size();
  if (pattern.host.empty()) {
    if (pattern.wildcard || pattern.path.empty()) return Error{ErrorCode::malformed, host_start};
  } else if (const std::size_t spoiled = spoiled_host_byte(pattern.host);
             spoiled != std::string_view::npos) {
    return Error{ErrorCode::malformed, host_start + spoiled};
  }
  const std::string_view target = text.substr(target_start);
  for (std::size_t i = 0; i < target.size(); ++i) {
    const bool query_mark = target[i] == '?' && i == pattern.path.size() && i > 0;
    if (!query_mark && !is_target_character(target[i])) {
      return Error{ErrorCode::malformed, target_start + i};
    }
  }
  return pattern;
}

std::string_view source_of(std::string_view pattern) noexcept {
  return pattern.substr(0, pattern.find('?'));
}

bool admits_target(const UrlPattern& pattern, const Url& url) noexcept {
  const bool path_admitted =
      is_prefix_path(pattern.path) ? url.path.starts_with(pattern.path) : url.path == pattern.path;
  return path_admitted && url.query.starts_with(pattern.query);
}

bool source_admits(const UrlPattern& granted, const UrlPattern& other) noexcept {
  if (granted.host.empty() || other.host.empty()) return false;
  const Rank rank = host_rank(granted, other);
  if (rank == Rank::none || !paths_meet(granted.path, other.path)) return false;
  // A source that lost its query admits more than its pattern claims: whoever else is there.
  if (!granted.query.empty()) return true;
  if (rank != Rank::equal) return rank == Rank::higher;
  return other.path.size() >= granted.path.size();
}

Result<std::string_view> parse_name_pattern(std::string_view text) noexcept {
  if (text.size() > max_pattern_bytes) return Error{ErrorCode::too_long, max_pattern_bytes};
  if (text.empty() || text == "*") return Error{ErrorCode::malformed};
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool control = static_cast<unsigned char>(text[i]) < 0x20 || text[i] == 0x7F;
    if (control || (text[i] == '*' && i + 1 < text.size())) return Error{ErrorCode::malformed, i};
  }
  return text;
}

}  // namespace akkoord
