// SPDX-License-Identifier: MIT
//
// The header install in JavaScript: one module without dependencies, for Cloudflare Workers, Deno,
// Fastly, Vercel and Node. Exact as the core, expiry included; refuses guarded paths and issues the
// records again.
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord-worker.mjs`.
[[nodiscard]] std::vector<ServerFile> edge_worker(const ServerTable& table);

}  // namespace akkoord
