// SPDX-License-Identifier: MIT
#include "core/compile/web_socket.h"

#include "core/pattern.h"

namespace akkoord {

namespace {

constexpr std::string_view encrypted = "wss://";
constexpr std::string_view plain = "ws://";

bool covers_host(std::string_view pattern, std::string_view host) noexcept {
  if (is_socket_source(pattern)) return false;
  UrlPattern whole = split_url_pattern(pattern);
  if (whole.path.size() > 1 || !whole.query.empty()) return false;  // more than "/"
  whole.path = {};
  return source_admits(whole, split_url_pattern(host));
}

}  // namespace

std::string socket_source(std::string_view host) {
  return std::string(encrypted).append(host);
}

std::string plain_socket_source(std::string_view host) {
  return std::string(plain).append(host);
}

bool is_socket_source(std::string_view source) noexcept {
  return source.starts_with(encrypted) || source.starts_with(plain);
}

std::string_view without_scheme(std::string_view source) noexcept {
  for (const std::string_view scheme : {encrypted, plain}) {
    if (source.starts_with(scheme)) return source.substr(scheme.size());
  }
  return source;
}

const UrlClaim* claim_of_whole_host(const std::vector<UrlClaim>& urls,
                                    std::string_view host) noexcept {
  const UrlClaim* narrowest = nullptr;
  for (const UrlClaim& claim : urls) {
    if (!covers_host(claim.pattern, host)) continue;
    // All of them cover one host: the longer name is the narrower, and a host goes before "*.".
    if (narrowest == nullptr || claim.pattern.size() > narrowest->pattern.size()) {
      narrowest = &claim;
    }
  }
  return narrowest;
}

}  // namespace akkoord
