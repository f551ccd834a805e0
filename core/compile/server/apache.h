// SPDX-License-Identifier: MIT
//
// Apache (2.4.10 and later): SetEnvIf reads the Cookie header into variables of the request, Header
// puts the policy together from them. In .htaccess and in a virtual host the lines are the same;
// they differ in how one of the site's own paths is forbidden.
//
// An internal redirect (a front controller, an error page) runs all lines again for the new path:
// only what the first path told is carried over, as REDIRECT_...
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes `akkoord-ID.conf`, the lines for a virtual host.
[[nodiscard]] std::vector<ServerFile> apache_config(const ServerTable& table);

/// Writes `htaccess.txt`, the lines for .htaccess: they need `AllowOverride FileInfo`, no more.
[[nodiscard]] std::vector<ServerFile> htaccess_config(const ServerTable& table);

}  // namespace akkoord
