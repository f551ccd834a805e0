// SPDX-License-Identifier: MIT
//
// nginx (1.22 and later): chained `map`s make the policy out of the Cookie header, `add_header`
// sends it. Maps are http{}'s, so the names of all variables bear the policy's id: several sites of
// one nginx have their own.
//
// The maps about the visitor are evaluated in the server's first phase and remembered, while
// `$uri` is still what was asked for: `try_files` and `error_page` change it later.
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord-ID-maps.conf` for http{} and `akkoord-ID-server.conf` for server{}.
[[nodiscard]] std::vector<ServerFile> nginx_config(const ServerTable& table);

}  // namespace akkoord
