// SPDX-License-Identifier: MIT
//
// The tables in ClickHouse. Each shard of the proof log, and so each collector, has its own, which
// it alone writes to: NAME_SHARD. Nobody else's write is in the way of its quorum then, nor pushes
// its last block out of the hundred that ClickHouse knows again. A table NAME over all of them
// (engine Merge) is what queries read.
//
//     events     a consent, a withdrawal or a witness with its leaf: one row, there or not
//     links      which event follows which, to go along a chain forwards
//     hashes     full subtrees of the proof log, made of the leaves that are in events
//     heads      signed heads      keys   the log's keys      writers  who wrote, from which leaf
//     refusals   ids of refusals for two days, with what they add to counts
//     counts     showings and refusals by day
//     archive    what was shown, by its hash; one table for all
//
// Partitions are cut by seconds since 1970, not by a server's time zone. Everything is made
// with what ClickHouse 18.16 has. How many blocks it knows again, and for how long, is said, since
// later servers forget sooner by themselves; a collector that was down over a weekend leans on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "collector/clickhouse.h"

namespace akkoord {

/// The names of one shard's tables.
struct ShardTables {
  /// Those of `shard`.
  explicit ShardTables(const std::string& shard);

  std::string events, links, hashes, heads, keys, writers, refusals, counts;
};

/// How many seconds a partition of events has: days, whole ones, as those of counts.
inline constexpr std::int64_t events_partition_s = 2'592'000;

/// Whether `text` may name a shard or database: 1 to 32 lower-case letters, digits and, for a
/// database, '_', with a letter first.
[[nodiscard]] bool is_shard_name(std::string_view text) noexcept;
[[nodiscard]] bool is_database_name(std::string_view text) noexcept;

/// The statements that make everything for `shard`, each harmless where it was run before. With a
/// `cluster`, ON CLUSTER of that name; without, to be run at every replica.
[[nodiscard]] std::vector<std::string> schema_statements(const std::string& database,
                                                         const std::string& shard,
                                                         const std::string& cluster);

/// Throws ClickHouseFault where a table of `shard` is missing.
void require_schema(ClickHouse& clickhouse, const std::string& shard);

/// The replicas that a shard's events are on.
struct ShardReplicas {
  std::uint64_t all = 0;     ///< How many there are.
  std::uint64_t active = 0;  ///< How many of them can be reached.
};

/// What the server that is asked now sees of them. Throws likewise, where it lacks a table too.
[[nodiscard]] ShardReplicas replicas_seen_here(ClickHouse& clickhouse, const std::string& shard);

/// The shards that have tables, sorted.
[[nodiscard]] std::vector<std::string> shards_of(ClickHouse& clickhouse);

}  // namespace akkoord
