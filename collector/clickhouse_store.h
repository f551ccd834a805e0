// SPDX-License-Identifier: MIT
//
// The store on several machines: ClickHouse, for many collectors at once. Each writes a shard of
// its own (clickhouse_schema.h) and keeps nothing itself but the key that signs its log, a file of
// its data folder. An event
// is answered when a quorum of replicas has it.
#pragma once

#include <memory>
#include <string>

#include "collector/clickhouse_place.h"
#include "collector/data_folder.h"
#include "collector/sqlite_store.h"
#include "collector/write_lane.h"

namespace akkoord {

/// Keeps events in ClickHouse.
class ClickHouseStore : public EventStore {
 public:
  /// Opens the store; null where that fails, and `fault` says why. Takes as long as it takes to see
  /// that no other collector writes the shard: seconds, after one that was killed elsewhere.
  [[nodiscard]] static std::unique_ptr<ClickHouseStore> open(DataFolder folder,
                                                             const ClickHousePlace& place,
                                                             StoreSettings settings,
                                                             std::string& fault);
  /// Throws ClickHouseFault; use open().
  ClickHouseStore(DataFolder folder, const ClickHousePlace& place, const Digest& seed,
                  StoreSettings settings);
  ~ClickHouseStore() override;

  void put(ConsentEvent event, std::int64_t received_s, StoreDone done) override;
  void put(ShownCount shown, std::int64_t received_s, StoreDone done) override;
  void renew(StoredPolicies policies, std::function<void(bool)> done) override;
  void sign_soon(std::function<void(bool)> done) override;
  void stop() override;
  [[nodiscard]] StoreFigures figures() const override;

 private:
  DataFolder folder_;
  SigningKey key_;
  StoreSettings settings_;
  LaneHealth record_health_;
  LaneHealth count_health_;
  std::unique_ptr<WriteLane> records_;
  std::unique_ptr<WriteLane> counts_;
};

/// What a look at ClickHouse has shown.
struct ClickHouseTrial {
  std::string fault{};                ///< Why a collector could not store; empty where it could.
  std::vector<std::string> silent{};  ///< Servers that don't answer, while others do.
};

/// Asks each server whether it has the tables, and as many replicas of them as a quorum takes.
[[nodiscard]] ClickHouseTrial try_clickhouse(const ClickHousePlace& place);

}  // namespace akkoord
