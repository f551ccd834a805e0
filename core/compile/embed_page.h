// SPDX-License-Identifier: MIT
//
// `embed-ID.html`, the page of the site behind "Show this once": a page's own policy can't be
// widened, so the embed opens in a frame whose policy admits that one service and nothing else.
//
//     embed-youtube.html#https%3A%2F%2Fwww.youtube.com%2Fembed%2F...
//
// Its address is behind '#', encoded once, and opens only where it is http(s) and the service's.
// It needs no script of ours; a server that sends the page policy as a header leaves it out here.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/overlap.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The file's name for service `id`.
[[nodiscard]] std::string embed_page_name(std::string_view id);

/// The sources that service `number` opens by itself: no path of the site, and no pattern that
/// waits for other services too.
[[nodiscard]] std::string embed_sources(const Policy& policy, const Needs& needs,
                                        std::size_t number);

/// The page for service `number`.
[[nodiscard]] std::string embed_page(const Policy& policy, const Needs& needs, std::size_t number);

}  // namespace akkoord
