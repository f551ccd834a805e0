// SPDX-License-Identifier: MIT
//
// The header install for Caddy 2.6 and later: a file to import into the site's block. Its regular
// expressions (RE2) can't compare twins, so a second record, list of exceptions or sensitive-routes
// cookie grants nothing, also where both say the same. Compares times; can't issue records again.
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord.caddy`.
[[nodiscard]] std::vector<ServerFile> caddy_config(const ServerTable& table);

}  // namespace akkoord
