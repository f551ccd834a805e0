// SPDX-License-Identifier: MIT
#include "collector/clickhouse_erasure.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <map>
#include <set>
#include <thread>

#include "collector/block.h"
#include "collector/clickhouse_schema.h"
#include "collector/event_row.h"
#include "collector/row_binary.h"
#include "collector/shard_epochs.h"
#include "collector/shard_log.h"
#include "collector/signing_key.h"

namespace akkoord {

namespace {

constexpr int longest_wait_s = 120;

std::string mutations_under_way(const std::string& tables) {
  return "SELECT count() FROM system.mutations WHERE database = currentDatabase() AND is_done = 0 "
         "AND table IN (" +
         tables + ")";
}

constexpr std::chrono::seconds patience(30);

ConsentId random_id() {
  ConsentId id;
  const Salt random = random_salt();
  std::copy_n(random.begin(), id.bytes.size(), id.bytes.begin());
  return id;
}

void insert_surely(ClickHouse& clickhouse, Block block) {
  if (!block.insert(clickhouse, Block::Clock::now() + patience)) {
    throw ClickHouseFault(block.fault(), 0);
  }
}

/// A row of nothing for each of `partitions`.
void nudge_events(ClickHouse& clickhouse, const std::string& events,
                  const std::vector<std::int64_t>& partitions) {
  for (const std::int64_t partition : partitions) {
    EventRow row;
    row.leaf = std::numeric_limits<std::uint64_t>::max();
    row.kind = nudge_kind;
    row.id = random_id();
    row.received_s = partition * events_partition_s;
    RowWriter rows;
    row.write(rows);
    insert_surely(clickhouse,
                  Block(events, rows.rows(),
                        "SELECT count() FROM " + events + " WHERE id = " + literal(row.id), 1));
  }
}

/// The same for `links`, which keeps one of such rows.
void nudge_links(ClickHouse& clickhouse, const std::string& links) {
  RowWriter rows;
  const std::int64_t now_ns = std::chrono::system_clock::now().time_since_epoch().count();
  rows.fixed(ConsentId{}.bytes).fixed(ConsentId{}.bytes).text("").i64(now_ns);
  insert_surely(clickhouse, Block(links, rows.rows(), "SELECT 1", 1));
}

std::vector<std::int64_t> partitions_with(ClickHouse& clickhouse, const std::string& events,
                                          const std::string& condition) {
  const std::string found =
      clickhouse.ask("SELECT DISTINCT intDiv(received_s, " + std::to_string(events_partition_s) +
                     ") FROM " + events + " WHERE " + condition + " FORMAT RowBinary");
  std::vector<std::int64_t> partitions;
  for (RowReader reader(found); !reader.at_end();) partitions.push_back(reader.i64());
  return partitions;
}

/// Deletes from both tables of a shard that have records.
void erase_where(ClickHouse& clickhouse, const ShardTables& names, const std::string& of_events,
                 const std::string& of_links) {
  const auto partitions = partitions_with(clickhouse, names.events, of_events);
  if (!partitions.empty()) {
    clickhouse.run("ALTER TABLE " + names.events + " DELETE WHERE " + of_events);
    nudge_events(clickhouse, names.events, partitions);
  }
  const std::string link =
      clickhouse.ask("SELECT 1 FROM " + names.links + " WHERE " + of_links + " LIMIT 1");
  if (!link.empty()) {
    clickhouse.run("ALTER TABLE " + names.links + " DELETE WHERE " + of_links);
    nudge_links(clickhouse, names.links);
  }
}

}  // namespace

std::string fault_of_erasing(ClickHouse& clickhouse, const std::vector<ConsentId>& ids) {
  const std::string rows = clickhouse.ask(
      "SELECT substring(_table, 8), leaf, epoch, id FROM events PREWHERE id IN " + literals(ids) +
      " WHERE kind < " + std::to_string(int{witness_kind}) + " FORMAT RowBinary");
  std::map<std::string, std::pair<ShardEpochs, std::uint64_t>> shards;  // with what is signed
  std::set<std::array<std::uint8_t, 16>> placed;
  std::set<std::array<std::uint8_t, 16>> all;
  for (RowReader row(rows); !row.at_end();) {
    const std::string shard = row.text();
    const std::uint64_t leaf = row.u64();
    const std::uint64_t epoch = row.u64();
    const ConsentId id = row.id();
    if (!shards.contains(shard)) {
      const std::optional<SignedHead> head = newest_shard_head(clickhouse, shard);
      shards.emplace(shard, std::pair(ShardEpochs::of(clickhouse, shard),
                                      head ? head->head.size : std::uint64_t{0}));
    }
    const auto& [epochs, signed_size] = shards.at(shard);
    all.insert(id.bytes);
    if (!epochs.in_log(epoch, leaf)) continue;
    placed.insert(id.bytes);
    if (leaf >= signed_size)
      return "no signed head covers a record of it yet: try again in a minute";
  }
  if (placed.size() < all.size()) {
    return "a record of it waits for its place in the log of its shard, which a collector gives "
           "it: "
           "try again in some minutes";
  }
  return {};
}

std::vector<std::string> erase_records(ClickHouse& clickhouse, const std::vector<ConsentId>& ids) {
  const std::string list = literals(ids);
  const std::string of_links = "(id IN " + list + " OR previous_id IN " + list + ")";
  for (const std::string& shard : shards_of(clickhouse)) {
    erase_where(clickhouse, ShardTables(shard), "id IN " + list, of_links);
  }
  // A mutation that a server has not heard of yet is in no table of its: only rows tell.
  const std::string left = "SELECT (SELECT count() FROM events WHERE id IN " + list +
                           ") + (SELECT count() FROM links WHERE " + of_links + ")";
  std::vector<std::string> silent;
  const std::size_t servers = clickhouse.settings().urls.size();
  for (std::size_t server = 0; server < servers; ++server, clickhouse.next_server()) {
    try {
      for (int waited_s = 0; clickhouse.ask_here(left) != "0\n"; ++waited_s) {
        if (waited_s >= longest_wait_s) {
          throw ClickHouseFault("a replica has not deleted yet: see system.mutations there", -1);
        }
        std::this_thread::sleep_for(std::chrono::seconds(1));
      }
    } catch (const ClickHouseFault& fault) {
      if (fault.code() != 0) throw;
      silent.emplace_back(fault.what());
    }
  }
  return silent;
}

void erase_expired_in(ClickHouse& clickhouse, const std::string& shard, const std::string& policy,
                      std::int64_t expired_before_s) {
  const ShardTables names(shard);
  const std::string tables = literal(names.events) + ", " + literal(names.links);
  if (clickhouse.ask(mutations_under_way(tables)) != "0\n") return;
  const std::string condition =
      "policy = " + literal(policy) + " AND expires_s < " + std::to_string(expired_before_s);
  erase_where(clickhouse, names, condition, condition);
}

}  // namespace akkoord
