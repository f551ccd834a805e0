// SPDX-License-Identifier: MIT
//
// What a service claims: URLs by `host/path?query`, cookies and storage by name.
//
// A URL pattern means what a source of a Content-Security-Policy means (CSP Level 3, 6.7.2):
//
//     www.example.com            the host, any path          (nothing below it)
//     *.example.com              its sub-domains, any path   (not the host itself)
//     www.example.com/tr         that path alone
//     www.example.com/plugins/   whatever starts so
//     www.example.com/js?id=AW-  that path with a query that starts so: the browser's policy
//                                can't see queries, so only the naming of what was held can
//     /matomo.js                 the site's own path, which proxies the service
//
// A name pattern is a name, or a prefix and '*'.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/result.h"
#include "core/url.h"

namespace akkoord {

/// How many patterns a policy may have, of all kinds together.
inline constexpr std::size_t max_patterns = 4096;
/// The longest pattern, in bytes.
inline constexpr std::size_t max_pattern_bytes = 512;

/// A URL pattern's parts, views into its text.
struct UrlPattern {
  /// Without "*."; with ":port" where one is given; empty for the site's own path.
  std::string_view host;
  /// From '/'; empty for any.
  std::string_view path;
  /// Behind '?'; empty for any.
  std::string_view query;
  /// Stands for the host's sub-domains.
  bool wildcard = false;
};

/// Reads a URL pattern. Errors: too_long; malformed with the offset: an upper-case host, a scheme,
/// a character that would end a policy source (blank ; , ' ").
Result<UrlPattern> parse_url_pattern(std::string_view text) noexcept;

/// Cuts a pattern known to be valid into its parts, without looking at its characters again.
[[nodiscard]] UrlPattern split_url_pattern(std::string_view text) noexcept;

/// The pattern as a policy source: less its query.
[[nodiscard]] std::string_view source_of(std::string_view pattern) noexcept;

/// Whether `pattern`'s path and query admit the URL's. Its host is not looked at.
[[nodiscard]] bool admits_target(const UrlPattern& pattern, const Url& url) noexcept;

/// Whether the policy source of `granted` admits a URL that classification gives to `other`: then
/// granting the one would let the other through (model.md, overlaps).
[[nodiscard]] bool source_admits(const UrlPattern& granted, const UrlPattern& other) noexcept;

/// Reads a name pattern: 1 to max_pattern_bytes bytes, no control characters, '*' only at the end
/// and not alone. Errors: too_long, malformed with the offset.
Result<std::string_view> parse_name_pattern(std::string_view text) noexcept;

}  // namespace akkoord
