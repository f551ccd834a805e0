// SPDX-License-Identifier: MIT
#include "collector/clickhouse_schema.h"

#include <algorithm>
#include <array>

#include "collector/row_binary.h"

namespace akkoord {

namespace {

/// A table that each shard has.
struct TableDesign {
  std::string_view name;
  std::string_view columns;
  /// The family's member, and what it takes beyond path and replica.
  std::string_view engine;
  std::string_view more;
  std::string_view order;
};

constexpr std::string_view dimensions =
    "policy String, site String, revision UInt32, variant String, language String, "
    "jurisdiction String, device UInt8, entry UInt8, method UInt8, layer UInt8, "
    "step_s UInt32, ";

constexpr std::array<TableDesign, 8> designs = {{
    {"events",
     "leaf UInt64, epoch UInt64, kind UInt8, id FixedString(16), previous_id FixedString(16), "
     "policy String, site String, revision UInt32, received_s Int64, expires_s Int64, "
     "variant String, language String, jurisdiction String, device UInt8, method UInt8, "
     "layer UInt8, seconds_to_choice UInt32, choice UInt8, services Array(String), "
     "held Array(String), held_times Array(UInt32), unknown_hosts Array(String), "
     "salt FixedString(32), record String",
     "ReplicatedMergeTree", "", "PARTITION BY intDiv(received_s, 2592000) ORDER BY id"},
    {"links", "previous_id FixedString(16), id FixedString(16), policy String, expires_s Int64",
     "ReplicatedReplacingMergeTree", "", "ORDER BY (previous_id, id)"},
    {"hashes", "level UInt8, number UInt64, hash FixedString(32)", "ReplicatedReplacingMergeTree",
     "", "ORDER BY (level, number, hash)"},
    {"heads",
     "size UInt64, root FixedString(32), time_s Int64, public_key FixedString(32), "
     "signature FixedString(64), records UInt64",
     "ReplicatedMergeTree", "", "ORDER BY size"},
    {"keys",
     "number UInt32, public_key FixedString(32), size UInt64, time_s Int64, "
     "former_signature FixedString(64), own_signature FixedString(64)",
     "ReplicatedMergeTree", "", "ORDER BY number"},
    {"writers",
     "epoch UInt64, writer FixedString(32), what UInt8, place FixedString(32), leaf UInt64, "
     "time_s Int64",
     "ReplicatedReplacingMergeTree", ", time_s", "ORDER BY (epoch, writer, what)"},
    {"refusals", "", "ReplicatedMergeTree", "", "ORDER BY id"},
    {"counts", "", "ReplicatedSummingMergeTree", ", (times)",
     "PARTITION BY intDiv(day, 30) ORDER BY (policy, site, day, what, revision, variant, language, "
     "jurisdiction, device, entry, method, layer, step_s)"},
}};

std::string columns_of(const TableDesign& design) {
  const std::string shared(dimensions);
  if (design.name == "refusals") {
    return "id FixedString(16), received_s Int64, day Int32, " + shared +
           "epoch UInt64, batch UInt64";
  }
  if (design.name == "counts") {
    return "day Int32, what UInt8, " + shared + "times UInt64, epoch UInt64, batch UInt64";
  }
  return std::string(design.columns);
}

bool is_name(std::string_view text, bool may_underscore) noexcept {
  const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= 32 && letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) {
           return letter(c) || (c >= '0' && c <= '9') || (may_underscore && c == '_');
         });
}

}  // namespace

bool is_shard_name(std::string_view text) noexcept {
  return is_name(text, false);
}

bool is_database_name(std::string_view text) noexcept {
  return is_name(text, true);
}

ShardTables::ShardTables(const std::string& shard)
    : events("events_" + shard),
      links("links_" + shard),
      hashes("hashes_" + shard),
      heads("heads_" + shard),
      keys("keys_" + shard),
      writers("writers_" + shard),
      refusals("refusals_" + shard),
      counts("counts_" + shard) {}

std::vector<std::string> schema_statements(const std::string& database, const std::string& shard,
                                           const std::string& cluster) {
  const std::string where = cluster.empty() ? "" : " ON CLUSTER '" + cluster + "'";
  const std::string path = "'/clickhouse/tables/{shard}/" + database + "/";
  std::vector<std::string> statements = {"CREATE DATABASE IF NOT EXISTS " + database + where};
  const auto add = [&](const std::string& table, const std::string& columns,
                       const std::string& engine, const std::string& more,
                       const std::string& order) {
    statements.push_back("CREATE TABLE IF NOT EXISTS " + database + "." + table + where + "\n  (" +
                         columns + ")\n  ENGINE = " + engine + "(" + path + table +
                         "', '{replica}'" + more + ")\n  " + order +
                         " SETTINGS index_granularity = 1024, "
                         "replicated_deduplication_window = 100, "
                         "replicated_deduplication_window_seconds = 604800");
  };
  for (const TableDesign& design : designs) {
    const std::string name(design.name);
    const std::string table = name + "_" + shard;
    add(table, columns_of(design), std::string(design.engine), std::string(design.more),
        std::string(design.order));
    statements.push_back("CREATE TABLE IF NOT EXISTS " + database + "." + name + where + "\n  (" +
                         columns_of(design) + ")\n  ENGINE = Merge('" + database + "', '^" + name +
                         "_[a-z0-9]+$')");
  }
  add("archive",
      "hash FixedString(32), policy String, name String, first_seen_s Int64, bytes String",
      "ReplicatedReplacingMergeTree", "", "ORDER BY hash");
  return statements;
}

std::vector<std::string> shards_of(ClickHouse& clickhouse) {
  const std::string rows = clickhouse.ask(
      "SELECT substring(name, 8) AS shard FROM system.tables WHERE database = currentDatabase() "
      "AND name LIKE 'events\\_%' ORDER BY shard FORMAT RowBinary");
  std::vector<std::string> shards;
  for (RowReader reader(rows); !reader.at_end();) {
    std::string shard = reader.text();
    if (is_shard_name(shard)) shards.push_back(std::move(shard));
  }
  return shards;
}

namespace {

/// Runs `ask` on a query that counts the tables of `shard`, and throws where some are missing.
template <typename Ask>
void require_tables(const std::string& shard, Ask ask) {
  constexpr int unknown_database = 81;
  try {
    const std::string found =
        ask("SELECT count() FROM system.tables WHERE database = currentDatabase() AND (name IN "
            "('events', 'archive') OR name LIKE " +
            literal("%\\_" + shard) + ")");
    if (found == "10\n") return;
  } catch (const ClickHouseFault& fault) {
    if (fault.code() != unknown_database) throw;
  }
  throw ClickHouseFault("ClickHouse lacks tables for shard \"" + shard +
                            "\": run akkoord-collector clickhouse-schema --apply",
                        -1);
}

}  // namespace

void require_schema(ClickHouse& clickhouse, const std::string& shard) {
  require_tables(shard, [&](const std::string& query) { return clickhouse.ask(query); });
}

ShardReplicas replicas_seen_here(ClickHouse& clickhouse, const std::string& shard) {
  require_tables(shard, [&](const std::string& query) { return clickhouse.ask_here(query); });
  const std::string rows = clickhouse.ask_here(
      "SELECT toUInt64(total_replicas), toUInt64(active_replicas) FROM system.replicas WHERE "
      "database = currentDatabase() AND table = " +
      literal("events_" + shard) + " FORMAT RowBinary");
  if (rows.empty()) return {};
  RowReader reader(rows);
  ShardReplicas replicas;
  replicas.all = reader.u64();
  replicas.active = reader.u64();
  return replicas;
}

}  // namespace akkoord
