// SPDX-License-Identifier: MIT
//
// Brings showings and refusals to ClickHouse. Of a refusal only a count stays; its id, with what it
// adds to the counts, is kept for two days, so that its retry counts once. Ids come first, then
// what they add: whoever finds the ids of a batch that was cut short there adds the same again, in
// the very same block, which counts once.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "collector/block.h"
#include "collector/clickhouse.h"
#include "collector/clickhouse_schema.h"
#include "collector/local_days.h"
#include "collector/sqlite_store.h"
#include "collector/write_lane.h"

namespace akkoord {

/// What is counted apart: day, what, policy, site, revision, variant, language, jurisdiction,
/// device, entry, method, layer, and where the step of the seconds to choose begins
/// (choice_seconds.h), 0 of showings.
using CountKey = std::tuple<std::int64_t, std::uint8_t, std::string, std::string, std::uint32_t,
                            std::string, std::string, std::string, std::uint8_t, std::uint8_t,
                            std::uint8_t, std::uint8_t, std::uint32_t>;

/// Writes counts.
class CountLane : public LaneWork {
 public:
  /// Writes those of `shard` as `epoch`, which was claimed; finishes what a former one has begun.
  /// All must outlive this. Throws ClickHouseFault.
  CountLane(const ClickHouseSettings& clickhouse, const std::string& shard, std::uint64_t epoch,
            const StoreSettings& settings, LaneHealth& health);

  void write(std::vector<Waiting>& batch) override;
  void keep_up(bool wants_head, bool ending) override;
  [[nodiscard]] bool renew(const StoredPolicies& policies) override;
  [[nodiscard]] bool is_signed() const override { return true; }

 private:
  using Counts = std::map<CountKey, std::uint64_t>;

  [[nodiscard]] bool settle(Block::Clock::time_point until);
  [[nodiscard]] std::size_t write_chunk(std::vector<Waiting>& batch, std::size_t from,
                                        Block::Clock::time_point until);
  [[nodiscard]] CountKey key_of(const Waiting& waiting);
  [[nodiscard]] std::vector<StoreAnswer> judge(const std::vector<Waiting>& batch, std::size_t from,
                                               std::size_t to);
  void hold_counts(const Counts& counts, std::uint64_t epoch, std::uint64_t batch);
  void finish_former();
  void forget_refusals(std::int64_t now_s);

  ClickHouse clickhouse_;
  ShardTables tables_;
  std::uint64_t epoch_;
  LocalDays days_;
  const StoreSettings& settings_;
  LaneHealth& health_;
  std::uint64_t batch_ = 0;
  std::deque<Block> pending_;
  std::int64_t next_upkeep_s_ = 0;
  std::int64_t next_try_s_ = 0;
};

}  // namespace akkoord
