// SPDX-License-Identifier: MIT
//
// The header install for HAProxy 2.6 and later: lines for a frontend. Exact as the core, expiry
// included; refuses guarded paths and issues the records again.
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord.haproxy.cfg`.
[[nodiscard]] std::vector<ServerFile> haproxy_config(const ServerTable& table);

}  // namespace akkoord
