// SPDX-License-Identifier: MIT
//
// How Caddy reads the record cookies: variables say what each of them does, and only where all are
// sound and current do they get into `vars`, which the rest of the file asks.
#pragma once

#include <string>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `{vars.akkoord_CATEGORY}`, "granted" or "refused"; `{vars.akkoord_exceptions}`,
/// ".+one.-another."; `{vars.akkoord_everywhere}`, "yes" where sensitive routes were allowed.
[[nodiscard]] std::string caddy_records(const ServerTable& table);

}  // namespace akkoord
