// SPDX-License-Identifier: MIT
//
// Deleting records in ClickHouse: a mutation, which every replica carries out. Leaves stay: hashes
// has them, since nothing is deleted that a signed head does not cover yet.
//
// 18.16 leaves the last part alone that a quorum wrote into a partition, until another one follows
// it: sequentially consistent reading leans on it by name. (For the same reason no partition may
// ever be dropped: nothing could be read any more.) So a mutation is followed by a row of nothing.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/clickhouse.h"

namespace akkoord {

/// Why the records with these ids can't be deleted yet, as a sentence without its stop; empty where
/// they can: each must have its place in a log, under a signed head. Throws ClickHouseFault.
[[nodiscard]] std::string fault_of_erasing(ClickHouse& clickhouse,
                                           const std::vector<ConsentId>& ids);

/// Deletes the records with these ids, and the links that name them, in every shard; waits until
/// each replica that answers is done. Returns what those that don't answer said: they delete when
/// they are back. Throws ClickHouseFault, also where it takes too long.
[[nodiscard]] std::vector<std::string> erase_records(ClickHouse& clickhouse,
                                                     const std::vector<ConsentId>& ids);

/// Lets records of `policy` in `shard` that expired before `expired_before_s` be deleted, unless
/// none has, or a deletion is still under way there.
void erase_expired_in(ClickHouse& clickhouse, const std::string& shard, const std::string& policy,
                      std::int64_t expired_before_s);

}  // namespace akkoord
