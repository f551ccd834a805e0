// SPDX-License-Identifier: MIT
//
// lighttpd (1.4.56 and later): conditions pick one of a few policies written out in full. It can't
// add up, so it knows whole categories only: 16 choices, fewer where GPC or a sensitive route
// refuses some anyway. With a single service that differs, nothing is granted.
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord-ID.conf`, to be included behind all else.
[[nodiscard]] std::vector<ServerFile> lighttpd_config(const ServerTable& table);

}  // namespace akkoord
