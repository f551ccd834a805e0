// SPDX-License-Identifier: MIT
#include "collector/shard_epochs.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "collector/block.h"
#include "collector/row_binary.h"
#include "collector/signing_key.h"

namespace akkoord {

namespace {

/// A quorum that a dead replica keeps waiting is given up when its session has ended.
constexpr std::chrono::seconds patience(60);
constexpr std::chrono::seconds short_patience(2);
constexpr std::size_t tries = 5;
/// Longer silent than any clock is wrong: nobody is alive.
constexpr std::int64_t surely_gone_s = 120;
/// A row can lose its place to epochs that begin after it was written: no more than these.
constexpr std::size_t epochs_looked_at = 64;

std::string table_of(const std::string& shard) {
  return "writers_" + shard;
}

}  // namespace

/// Who wrote last.
struct ShardClaim::Former {
  std::uint64_t epoch = 0;
  Digest place{};
  std::int64_t alive_s = 0;
  bool has_ended = true;
};

ShardEpochs ShardEpochs::of(ClickHouse& clickhouse, const std::string& shard) {
  const std::string rows =
      clickhouse.ask("SELECT epoch, max(leaf) AS first FROM " + table_of(shard) +
                     " WHERE what = 1 GROUP BY epoch ORDER BY epoch "
                     "FORMAT RowBinary");
  ShardEpochs epochs;
  for (RowReader reader(rows); !reader.at_end();) {
    const std::uint64_t epoch = reader.u64();
    epochs.begun_.emplace_back(epoch, reader.u64());
  }
  return epochs;
}

bool ShardEpochs::in_log(std::uint64_t epoch, std::uint64_t leaf) const noexcept {
  const auto later = std::upper_bound(
      begun_.begin(), begun_.end(), epoch,
      [](std::uint64_t wanted, const auto& begun) { return wanted < begun.first; });
  return later == begun_.end() || leaf < later->second;
}

std::string ShardEpochs::lost_rows_condition() const {
  std::string condition;
  const std::size_t from = begun_.size() > epochs_looked_at ? begun_.size() - epochs_looked_at : 0;
  for (std::size_t i = from; i + 1 < begun_.size(); ++i) {
    condition += (condition.empty() ? "" : " OR ");
    condition += "(epoch >= " + std::to_string(begun_[i].first) + " AND epoch < " +
                 std::to_string(begun_[i + 1].first) +
                 " AND leaf >= " + std::to_string(begun_[i + 1].second) + ")";
  }
  return condition.empty() ? condition : "(" + condition + ")";
}

ShardClaim::ShardClaim(ClickHouse& clickhouse, std::string shard, const Digest& place,
                       std::int64_t now_s)
    : clickhouse_(clickhouse), shard_(std::move(shard)), place_(place), writer_(random_salt()) {
  wait_for_silence(now_s);
  for (std::size_t i = 0; i < tries; ++i) {
    epoch_ = newest().epoch + 1;
    const std::size_t server = clickhouse_.server();
    say(Said::claimed, 0, now_s);
    // Of two claims of a number, the later one's server has the earlier one's: if it was asked.
    if (is_mine_alone() && clickhouse_.server() == server) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(50 + writer_[0]));
  }
  throw ClickHouseFault("others claim shard \"" + shard_ + "\" too: give each its own name", -1);
}

ShardClaim::Former ShardClaim::newest() {
  const std::string rows =
      clickhouse_.ask("SELECT epoch, place, max(time_s) AS last_s, max(what = 3) AS is_over FROM " +
                      table_of(shard_) +
                      " GROUP BY epoch, writer, place ORDER BY epoch DESC, last_s DESC LIMIT 1 "
                      "FORMAT RowBinary");
  if (rows.empty()) return {};
  RowReader reader(rows);
  Former former;
  former.epoch = reader.u64();
  former.place = reader.digest();
  former.alive_s = reader.i64();
  former.has_ended = reader.u8() != 0;
  return former;
}

void ShardClaim::wait_for_silence(std::int64_t now_s) {
  const Former first = newest();
  if (first.has_ended || first.place == place_ || now_s - first.alive_s > surely_gone_s) return;
  for (std::int64_t waited_s = 0; waited_s <= 3 * renewal_s; ++waited_s) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const Former now = newest();
    if (now.has_ended) return;
    if (now.alive_s != first.alive_s || now.epoch != first.epoch) {
      throw ClickHouseFault("another collector writes shard \"" + shard_ +
                                "\": give this one a \"shard\" of its own, or stop that one",
                            -1);
    }
  }
}

bool ShardClaim::is_mine_alone() {
  const std::string rows = clickhouse_.ask("SELECT epoch, writer FROM " + table_of(shard_) +
                                           " WHERE epoch >= " + std::to_string(epoch_) +
                                           " GROUP BY epoch, writer LIMIT 2 FORMAT RowBinary");
  RowReader reader(rows);
  if (reader.at_end()) return false;
  const bool is_mine = reader.u64() == epoch_ && reader.digest() == writer_;
  return is_mine && reader.at_end();
}

void ShardClaim::say(Said what, std::uint64_t leaf, std::int64_t now_s) {
  RowWriter row;
  row.u64(epoch_).fixed(writer_).u8(static_cast<std::uint64_t>(what)).fixed(place_).u64(leaf);
  row.i64(now_s);
  const std::string count =
      "SELECT count() FROM " + table_of(shard_) + " WHERE epoch = " + std::to_string(epoch_) +
      " AND what = " + std::to_string(static_cast<int>(what)) +
      " AND writer = " + literal(writer_) + " AND time_s >= " + std::to_string(now_s);
  Block block(table_of(shard_), row.rows(), count, 1);
  const auto until = Block::Clock::now() + (what == Said::alive ? short_patience : patience);
  if (!block.insert(clickhouse_, until)) {
    throw ClickHouseFault(block.fault(), 0);
  }
}

void ShardClaim::begin(std::uint64_t first_leaf, std::int64_t now_s) {
  say(Said::begun, first_leaf, now_s);
}

void ShardClaim::renew(std::int64_t now_s) {
  say(Said::alive, 0, now_s);
}

void ShardClaim::end(std::int64_t now_s) noexcept {
  try {
    say(Said::ended, 0, now_s);
  } catch (const std::exception&) {
    // Whoever comes next waits until it is clear that nobody is here.
    return;
  }
}

bool ShardClaim::is_superseded() {
  const std::string rows = clickhouse_.ask("SELECT max(epoch) FROM " + table_of(shard_) +
                                           " WHERE what = 1 FORMAT "
                                           "RowBinary");
  return !rows.empty() && RowReader(rows).u64() > epoch_;
}

}  // namespace akkoord
