// SPDX-License-Identifier: MIT
//
// Web sockets as policy sources. A source without a scheme means http and https alone (CSP Level 3,
// 6.7.2.8), so that `chat.example` admits no socket of that host: one that a policy names in
// "web_sockets" gets a source of its own beside its url pattern,
//
//     wss://chat.example      wss://*.example      ws://chat.localhost:8137 (--map-hosts)
//
// It stands among the patterns, and is no pattern itself: nothing is classified by it. It admits
// https of the whole host too (6.7.2.9), so the overlaps of the bare host are its own.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/policy.h"

namespace akkoord {

/// The source of sockets to `host`, which may begin with "*.".
[[nodiscard]] std::string socket_source(std::string_view host);

/// The same for hosts of tests. They may speak plain http: ws: means encrypted sockets as well.
[[nodiscard]] std::string plain_socket_source(std::string_view host);

/// Whether `source` is one of these; no URL pattern is.
[[nodiscard]] bool is_socket_source(std::string_view source) noexcept;

/// The host of a socket's source; any other pattern as it is.
[[nodiscard]] std::string_view without_scheme(std::string_view source) noexcept;

/// The narrowest of `urls` that covers the whole of `host`, and so names a socket that was held;
/// nullptr where none does.
[[nodiscard]] const UrlClaim* claim_of_whole_host(const std::vector<UrlClaim>& urls,
                                                  std::string_view host) noexcept;

}  // namespace akkoord
