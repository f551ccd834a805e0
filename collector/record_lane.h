// SPDX-License-Identifier: MIT
//
// Brings consents and withdrawals to ClickHouse, each with its leaf, and keeps the shard's log: one
// block under way at a time, sent until it is acknowledged, for what comes after it has its leaves
// after it.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "collector/block.h"
#include "collector/clickhouse.h"
#include "collector/event_row.h"
#include "collector/shard_epochs.h"
#include "collector/shard_log.h"
#include "collector/sqlite_store.h"
#include "collector/write_lane.h"

namespace akkoord {

/// Which shard a collector writes, and by what key.
struct ShardSettings {
  std::string shard{};  ///< Its name.
  Digest place{};       ///< Where the collector runs (ShardClaim).
};

/// Writes records.
class RecordLane : public LaneWork {
 public:
  /// How long a page waits for an answer before it hears `failed`.
  static constexpr std::chrono::seconds patience{8};

  /// Claims the shard and comes to the edge of its log. All must outlive this. Throws
  /// ClickHouseFault.
  RecordLane(const ClickHouseSettings& clickhouse, ShardSettings shard, const SigningKey& key,
             const StoreSettings& settings, LaneHealth& health);

  void write(std::vector<Waiting>& batch) override;
  void keep_up(bool wants_head, bool ending) override;
  [[nodiscard]] bool renew(const StoredPolicies& policies) override;
  [[nodiscard]] bool is_signed() const override;
  /// The epoch that was claimed.
  [[nodiscard]] std::uint64_t epoch() const noexcept { return claim_.epoch(); }

 private:
  struct Chunk;

  [[nodiscard]] bool settle(Block::Clock::time_point until);
  [[nodiscard]] std::size_t write_chunk(std::vector<Waiting>& batch, std::size_t from,
                                        Block::Clock::time_point until);
  void judge(Chunk& chunk, const std::vector<Waiting>& batch, std::size_t from);
  void add_row(RowWriter& rows, EventRow row);
  void hold(const RowWriter& rows, const std::vector<ConsentId>& ids);
  void renew_claim(std::int64_t now_s);
  void sign(std::int64_t now_s);
  void adopt_lost_rows();
  void adopt(const std::vector<ConsentId>& ids, const ShardEpochs& epochs);
  void append_witness(std::int64_t now_s);
  void erase_expired(std::int64_t now_s);

  ClickHouse clickhouse_;
  ShardSettings shard_;
  ShardTables tables_;
  const StoreSettings& settings_;
  std::vector<Retention> retention_;
  LaneHealth& health_;
  ShardClaim claim_;
  ShardLog log_;
  std::optional<Block> pending_;
  bool superseded_ = false;
  std::int64_t begun_s_ = 0;
  std::int64_t next_renewal_s_ = 0;
  std::int64_t next_head_s_ = 0;
  std::int64_t next_early_head_s_ = 0;
  std::int64_t next_upkeep_s_ = 0;
  std::int64_t next_expiry_s_ = 0;
  std::int64_t next_try_s_ = 0;
};

}  // namespace akkoord
