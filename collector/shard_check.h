// SPDX-License-Identifier: MIT
//
// Goes through the proof logs of all shards, and through what they say of one another.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/clickhouse.h"
#include "collector/log_check.h"

namespace akkoord {

/// What was found in one shard.
struct ShardCheck {
  std::string shard{};          ///< Its name.
  LogCheck log{};               ///< As for a log on one machine; `records` are those with a leaf.
  std::uint64_t witnesses = 0;  ///< Leaves that say what other logs were.
  std::uint64_t unsigned_records = 0;  ///< Records that no head covers yet.
  std::uint64_t unplaced_records = 0;  ///< Records that are still to be adopted (shard_epochs.h).
};

/// Builds each shard's tree anew from its leaves and holds against it: stored subtrees, records
/// with their salts, signed heads, and the heads that other shards' witnesses have seen. Throws
/// ClickHouseFault where ClickHouse can't be read.
[[nodiscard]] std::vector<ShardCheck> check_shards(ClickHouse& clickhouse);

}  // namespace akkoord
