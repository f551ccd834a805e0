// SPDX-License-Identifier: MIT
//
// In which order the records of a chain are told. They may have been logged in another: a page that
// was offline tells late what it has kept, and somebody's withdrawal may come before the consent
// that it ends.
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <vector>

namespace akkoord {

/// The places of `records`, which stand in the order of the log, such that each comes after the one
/// that it follows, wherever that is there; else as early as it was logged. Each place once.
[[nodiscard]] std::vector<std::size_t> chain_order(const std::vector<nlohmann::json>& records);

}  // namespace akkoord
