// SPDX-License-Identifier: MIT
//
// Who writes a shard, and from which leaf on. ClickHouse has no lock to hold, so the log is made
// such that two writers do no harm:
//
//     epoch    a number that one collector claims, higher than any before; every row bears its own
//     begin    the leaf at which that epoch goes on, after a claim that nobody else made
//
// A row counts as a leaf only up to where a later epoch begins. What a collector still writes after
// another has taken over (its request was under way, it was frozen, it had not looked yet) keeps
// its record, but not its place in the log: the newer writer finds it and gives it another (adopts
// it). So nothing that was acknowledged is lost, and the log has one order.
//
// So that two collectors of one name are noticed rather than borne, the writer also says every few
// seconds that it is alive; another one that starts waits, sees it, and refuses.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "collector/clickhouse.h"
#include "core/proof/merkle_tree.h"

namespace akkoord {

/// The epochs that have begun.
class ShardEpochs {
 public:
  /// Reads those of `shard`.
  static ShardEpochs of(ClickHouse& clickhouse, const std::string& shard);

  /// Whether leaf `leaf`, written in `epoch`, has its place in the log.
  [[nodiscard]] bool in_log(std::uint64_t epoch, std::uint64_t leaf) const noexcept;
  /// The condition that is true of rows that have lost their place to one of the last few epochs;
  /// empty where none can have.
  [[nodiscard]] std::string lost_rows_condition() const;

 private:
  std::vector<std::pair<std::uint64_t, std::uint64_t>> begun_;  // epoch, first leaf; by epoch
};

/// One collector's hold on a shard.
class ShardClaim {
 public:
  /// How often renew() should be called.
  static constexpr std::int64_t renewal_s = 4;

  /// Claims a new epoch of `shard`, at `place`: collectors at one place are known to run one after
  /// another. Throws where another place's collector is alive.
  ShardClaim(ClickHouse& clickhouse, std::string shard, const Digest& place, std::int64_t now_s);

  /// The epoch claimed.
  [[nodiscard]] std::uint64_t epoch() const noexcept { return epoch_; }
  /// Says from which leaf on it counts. Throws.
  void begin(std::uint64_t first_leaf, std::int64_t now_s);
  /// Says that it is alive. Throws.
  void renew(std::int64_t now_s);
  /// Says that it ends, so that the next one need not wait.
  void end(std::int64_t now_s) noexcept;
  /// Whether a later epoch has begun. Throws.
  [[nodiscard]] bool is_superseded();

 private:
  enum class Said : std::uint8_t { claimed = 0, begun = 1, alive = 2, ended = 3 };
  struct Former;

  [[nodiscard]] Former newest();
  void wait_for_silence(std::int64_t now_s);
  void say(Said what, std::uint64_t leaf, std::int64_t now_s);
  [[nodiscard]] bool is_mine_alone();

  ClickHouse& clickhouse_;
  std::string shard_;
  Digest place_;
  Digest writer_;
  std::uint64_t epoch_ = 0;
};

}  // namespace akkoord
