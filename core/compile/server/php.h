// SPDX-License-Identifier: MIT
//
// The header install in PHP, for hosting where PHP is all there is: one file that runs before the
// site's own. Exact as the core, expiry included; refuses guarded paths that reach PHP and issues
// the records again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord.php`.
[[nodiscard]] std::vector<ServerFile> php_config(const ServerTable& table);

/// A string literal in single quotes, in which PHP reads nothing but \' and \\.
[[nodiscard]] std::string php_string(std::string_view text);

}  // namespace akkoord
