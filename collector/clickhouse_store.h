// SPDX-License-Identifier: MIT
//
// The store on several machines: ClickHouse, for many collectors at once. Each writes a shard of
// its own (clickhouse_schema.h) and keeps nothing itself but the key that signs its log. An event
// is answered when a quorum of replicas has it.
#pragma once

#include <memory>
#include <string>

#include "collector/clickhouse.h"
#include "collector/open_file.h"
#include "collector/sqlite_store.h"
#include "collector/write_lane.h"

namespace akkoord {

/// Which store, and as which of its collectors.
struct ClickHouseStoreSettings {
  ClickHouseSettings clickhouse{};   ///< Where it is.
  std::string shard{};               ///< This collector's name.
  std::filesystem::path key_file{};  ///< The key that signs its log; made for a new one.

  bool operator==(const ClickHouseStoreSettings&) const = default;
};

/// Keeps events in ClickHouse.
class ClickHouseStore : public EventStore {
 public:
  /// Opens the store; null where that fails, and `fault` says why. Takes as long as it takes to see
  /// that no other collector writes the shard: seconds, after one that was killed elsewhere.
  [[nodiscard]] static std::unique_ptr<ClickHouseStore> open(ClickHouseStoreSettings place,
                                                             StoreSettings settings,
                                                             std::string& fault);
  /// Throws ClickHouseFault; use open().
  ClickHouseStore(const ClickHouseStoreSettings& place, OpenFile key_lock, const Digest& seed,
                  StoreSettings settings);
  ~ClickHouseStore() override;

  void put(ConsentEvent event, std::int64_t received_s, StoreDone done) override;
  void put(ShownCount shown, std::int64_t received_s, StoreDone done) override;
  void renew(StoredPolicies policies, std::function<void(bool)> done) override;
  void sign_soon(std::function<void(bool)> done) override;
  void stop() override;
  [[nodiscard]] StoreFigures figures() const override;

 private:
  OpenFile key_lock_;
  SigningKey key_;
  StoreSettings settings_;
  LaneHealth record_health_;
  LaneHealth count_health_;
  std::unique_ptr<WriteLane> records_;
  std::unique_ptr<WriteLane> counts_;
};

/// Looks whether ClickHouse answers and has the tables; returns what is wrong, empty where nothing.
[[nodiscard]] std::string try_clickhouse(const ClickHouseStoreSettings& place);

}  // namespace akkoord
