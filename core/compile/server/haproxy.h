// SPDX-License-Identifier: MIT
//
// The header install for HAProxy 2.6 and later: lines for a frontend. Exact as the core, expiry
// included; refuses guarded paths and issues the records again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord.haproxy.cfg`.
[[nodiscard]] std::vector<ServerFile> haproxy_config(const ServerTable& table);

/// One word of a configuration in double quotes; `\`, `"` and `$` escaped.
[[nodiscard]] std::string haproxy_word(std::string_view text);

}  // namespace akkoord
