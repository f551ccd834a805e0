// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes the lines for a virtual host of Apache.
[[nodiscard]] std::vector<ServerFile> apache_config(const ServerTable& table);

/// Writes the lines for an .htaccess file, which needs no more than `AllowOverride FileInfo`.
[[nodiscard]] std::vector<ServerFile> htaccess_config(const ServerTable& table);

}  // namespace akkoord
