// SPDX-License-Identifier: MIT
//
// What would keep a collector from starting, found without starting it: `collect --check`.
#pragma once

#include <string>
#include <vector>

#include "collector/config.h"

namespace akkoord {

/// What is wrong with ClickHouse, where it is the store; empty where nothing is. `warnings` tell of
/// servers that don't answer while others do.
[[nodiscard]] std::string store_fault(const Config& config, std::vector<std::string>& warnings);

/// What stands in the way of `config`: a data folder that can't be written, an address that is not
/// this machine's or that another program has. Empty: nothing. Makes nothing. While a collector
/// runs in that folder its addresses are its own, and fine.
[[nodiscard]] std::string start_fault(const Config& config);

}  // namespace akkoord
