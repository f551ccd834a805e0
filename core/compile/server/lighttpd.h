// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// Writes the configuration of lighttpd.
[[nodiscard]] std::vector<ServerFile> lighttpd_config(const ServerTable& table);

}  // namespace akkoord
