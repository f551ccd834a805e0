// SPDX-License-Identifier: MIT
//
// Whose cookie a Set-Cookie line sets (RFC 6265bis, 5.6).
#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace akkoord {

/// What a cookie is known by.
struct CookieKey {
  /// The host that it belongs to, without the leading dot.
  std::string domain;
  /// Its name.
  std::string name;

  /// By domain, then by name.
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the zero of a comparison for one
  auto operator<=>(const CookieKey&) const = default;
};

/// Whose cookie `line` sets that came with a response of `url`.
[[nodiscard]] CookieKey cookie_of_line(std::string_view line, std::string_view url);

}  // namespace akkoord
