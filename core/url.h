// SPDX-License-Identifier: MIT
//
// The parts of an absolute URL that patterns look at. Browsers hand over URLs already serialised
// (URL Standard, "URL serializing"); this reader cuts them, it does not repair them.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/result.h"

namespace akkoord {

/// The longest URL looked at, in bytes; what follows can't change whose it is.
inline constexpr std::size_t max_url_bytes = 65'536;

/// Views into the text that parse_url() was given.
struct Url {
  /// Host and, where it is not the scheme's own, `:port`. Letters keep their case: compare with
  /// lower_case(). No user; no final dot, unless a port follows it: such a host is nobody's.
  std::string_view host;
  /// From the first '/', without query and fragment; "/" where the URL has none.
  std::string_view path;
  /// Behind '?', without it; empty where there is none.
  std::string_view query;
};

/// Cuts an http, https, ws or wss URL. Errors: too_long; malformed (another scheme, no host).
Result<Url> parse_url(std::string_view text) noexcept;

/// Cuts what follows the host: `/path?query#fragment`. An empty path is "/".
[[nodiscard]] Url parse_site_path(std::string_view text) noexcept;

/// How long the host, with its port, at the start of `text` is: up to '/', '?', '#' or a blank.
[[nodiscard]] std::size_t host_length(std::string_view text) noexcept;

/// An ASCII letter in lower case; any other byte as it is.
[[nodiscard]] constexpr char lower_case(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace akkoord
