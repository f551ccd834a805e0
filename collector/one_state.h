// SPDX-License-Identifier: MIT
//
// Reading a database as it is at one moment while a collector writes to it.
#pragma once

#include <functional>

#include "collector/sqlite.h"

namespace akkoord {

/// Does `work`, which reads `database` and sees nothing of what is written meanwhile. What it
/// throws, and what `database` throws, comes out.
void read_one_state(Database& database, const std::function<void()>& work);

}  // namespace akkoord
