// SPDX-License-Identifier: MIT
#include "collector/open_store.h"

#include <utility>

#include "collector/clickhouse_proof_source.h"
#include "collector/clickhouse_store.h"
#include "collector/data_folder.h"
#include "collector/sqlite_proof_source.h"

namespace akkoord {

std::unique_ptr<EventStore> open_store(const Config& config, StoreSettings settings,
                                       std::string& fault) {
  std::optional<DataFolder> folder = DataFolder::open(config.data, fault);
  if (!folder) return nullptr;
  if (config.clickhouse) {
    return ClickHouseStore::open(std::move(*folder), *config.clickhouse, std::move(settings),
                                 fault);
  }
  return SqliteStore::open(std::move(*folder), std::move(settings), fault);
}

std::unique_ptr<ProofSource> open_proofs(const Config& config) {
  if (config.clickhouse) {
    return std::make_unique<ClickHouseProofSource>(config.clickhouse->servers);
  }
  return std::make_unique<SqliteProofSource>(config.data / "events.db");
}

}  // namespace akkoord
