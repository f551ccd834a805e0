// SPDX-License-Identifier: MIT
#include "collector/clickhouse_commands.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include "collector/clickhouse_erasure.h"
#include "collector/clickhouse_proof_source.h"
#include "collector/clickhouse_schema.h"
#include "collector/clock.h"
#include "collector/shard_check.h"
#include "collector/shard_key.h"

namespace akkoord {

namespace {

/// As many as a query can name: a chain is as long as a visitor changes a choice often.
constexpr std::size_t most_erased = 1'000;

std::string number(std::uint64_t count, const char* of) {
  return ", " + std::to_string(count) + " " + of;
}

/// What a shard's log that holds comes to, in a line.
std::string line_of(const ShardCheck& check) {
  std::string line = "shard " + check.shard + ": " + summary_of(check.log);
  if (check.witnesses > 0) line += number(check.witnesses, "witnesses of other shards");
  if (check.unsigned_records > 0) line += number(check.unsigned_records, "records not signed yet");
  if (check.unplaced_records > 0) {
    line += number(check.unplaced_records, "records that wait for a place in it");
  }
  return line;
}

}  // namespace

CollectorExit check_clickhouse_logs(const ClickHousePlace& place) {
  try {
    ClickHouse clickhouse(place.servers);
    require_schema(clickhouse, place.shard);
    CollectorExit exit = CollectorExit::fine;
    for (const ShardCheck& check : check_shards(clickhouse)) {
      if (check.log.fault.empty()) {
        std::printf("%s\n", line_of(check).c_str());
      } else {
        exit = failed("shard " + check.shard + ": " + check.log.fault, CollectorExit::bad_input);
      }
    }
    return exit;
  } catch (const ClickHouseFault& fault) {
    return failed(fault.what(), CollectorExit::machine_failed);
  }
}

CollectorExit rotate_clickhouse_key(const ClickHousePlace& place, const DataFolder& folder) {
  try {
    ClickHouse clickhouse(place.servers);
    require_schema(clickhouse, place.shard);
    const std::string fault =
        rotate_shard_key(clickhouse, place.shard, folder.shard_key(place.shard), clock_s());
    return fault.empty() ? CollectorExit::fine : failed(fault, CollectorExit::machine_failed);
  } catch (const ClickHouseFault& fault) {
    return failed(fault.what(), CollectorExit::machine_failed);
  }
}

CollectorExit erase_in_clickhouse(const ClickHousePlace& place, const ConsentId& id) {
  try {
    ClickHouse clickhouse(place.servers);
    require_schema(clickhouse, place.shard);
    std::vector<ConsentId> ids;
    for (const ShardRow& one : chain_rows(clickhouse, id, most_erased)) ids.push_back(one.row.id);
    if (ids.empty()) return failed("no record has this id", CollectorExit::bad_input);
    if (ids.size() > most_erased) {
      return failed("its chain is longer than any visitor's: nothing was erased",
                    CollectorExit::bad_input);
    }
    const std::string not_yet = fault_of_erasing(clickhouse, ids);
    if (!not_yet.empty()) {
      return failed("nothing was erased: " + not_yet, CollectorExit::machine_failed);
    }
    const std::vector<std::string> silent = erase_records(clickhouse, ids);
    std::printf("%zu records erased\n", ids.size());
    if (!silent.empty()) {
      std::string fault =
          "they stay on replicas that don't answer, which delete them when they are back: run this "
          "again then, until it says that no record has this id";
      for (const std::string& one : silent) fault += "\n    " + one;
      return failed(fault, CollectorExit::machine_failed);
    }
    return check_clickhouse_logs(place);
  } catch (const ClickHouseFault& fault) {
    return failed(fault.what(), CollectorExit::machine_failed);
  }
}

CollectorExit not_with_clickhouse(std::string_view command) {
  return failed("akkoord " + std::string(command) +
                    " reads a data folder, and \"store\" is ClickHouse: nothing was done\n    "
                    "docs/collector-clickhouse.md says what to do instead.",
                CollectorExit::bad_input);
}

CollectorExit run_clickhouse_schema(const CollectorCall& call) {
  std::string fault;
  const std::optional<Config> config = read_config(call.config, fault);
  if (!config) return failed(fault, CollectorExit::bad_input);
  if (!config->clickhouse) {
    return failed(call.config + " has no \"store\" with \"clickhouse\"", CollectorExit::bad_input);
  }
  const ClickHousePlace& place = *config->clickhouse;
  ClickHouseSettings servers = place.servers;
  // The database may be still to be made.
  servers.database = "default";
  servers.timeout_s = std::max<std::int64_t>(servers.timeout_s, 180);  // for all of a cluster
  try {
    ClickHouse clickhouse(std::move(servers));
    for (const std::string& statement :
         schema_statements(place.servers.database, place.shard, place.cluster)) {
      if (!call.apply) {
        std::printf("%s;\n", statement.c_str());
      } else if (place.cluster.empty()) {
        clickhouse.run_everywhere(statement);
      } else {
        clickhouse.run(statement);
      }
    }
    return CollectorExit::fine;
  } catch (const ClickHouseFault& wrong) {
    return failed(wrong.what(), CollectorExit::machine_failed);
  }
}

}  // namespace akkoord
