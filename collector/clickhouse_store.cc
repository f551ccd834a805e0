// SPDX-License-Identifier: MIT
#include "collector/clickhouse_store.h"

#include <unistd.h>

#include <array>
#include <utility>

#include "collector/clickhouse_archive.h"
#include "collector/clickhouse_schema.h"
#include "collector/count_lane.h"
#include "collector/record_lane.h"
#include "collector/shard_key.h"

namespace akkoord {

namespace {

/// Where this collector runs: the machine's name and the key's file, which it has locked.
Digest place_of(const std::filesystem::path& key_file) {
  std::array<char, 256> host{};
  if (::gethostname(host.data(), host.size() - 1) != 0) host[0] = '\0';
  return sha256(std::string(host.data()) + "\n" + std::filesystem::absolute(key_file).string());
}

}  // namespace

std::unique_ptr<ClickHouseStore> ClickHouseStore::open(DataFolder folder,
                                                       const ClickHousePlace& place,
                                                       StoreSettings settings, std::string& fault) {
  if (!prepare_ciphers()) {
    fault = "this machine has no source of randomness";
    return nullptr;
  }
  try {
    ClickHouse clickhouse(place.servers);
    require_schema(clickhouse, place.shard);
    const std::optional<Digest> seed =
        shard_seed(clickhouse, place.shard, folder.shard_key(place.shard), settings.now_s(), fault);
    if (!seed) return nullptr;
    for (const ArchivedFile& file : settings.policies.archive) {
      archive(clickhouse, file, settings.now_s());
    }
    settings.policies.archive.clear();
    return std::make_unique<ClickHouseStore>(std::move(folder), place, *seed, std::move(settings));
  } catch (const ClickHouseFault& failed) {
    fault = failed.what();
    return nullptr;
  }
}

ClickHouseStore::ClickHouseStore(DataFolder folder, const ClickHousePlace& place,
                                 const Digest& seed, StoreSettings settings)
    : folder_(std::move(folder)),
      key_(seed),
      settings_(std::move(settings)),
      record_health_(settings_.tell_fault),
      count_health_(settings_.tell_fault) {
  const ShardSettings shard{place.shard, place_of(folder_.shard_key(place.shard))};
  auto records =
      std::make_unique<RecordLane>(place.servers, shard, key_, settings_, record_health_);
  auto counts = std::make_unique<CountLane>(place.servers, place.shard, records->epoch(), settings_,
                                            count_health_);
  records_ = std::make_unique<WriteLane>(std::move(records));
  counts_ = std::make_unique<WriteLane>(std::move(counts));
}

ClickHouseStore::~ClickHouseStore() {
  stop();
}

void ClickHouseStore::put(ConsentEvent event, std::int64_t received_s, StoreDone done) {
  WriteLane& lane = kind_of(event) == EventKind::refusal ? *counts_ : *records_;
  lane.put({std::move(event), received_s, std::move(done)});
}

void ClickHouseStore::put(ShownCount shown, std::int64_t received_s, StoreDone done) {
  counts_->put({std::move(shown), received_s, std::move(done)});
}

void ClickHouseStore::renew(StoredPolicies policies, std::function<void(bool)> done) {
  // The days of counts follow once what the policies show is archived.
  StoredPolicies zones;
  zones.zones = policies.zones;
  records_->renew(std::move(policies),
                  [this, zones = std::move(zones), tell = std::move(done)](bool archived) {
                    if (archived) counts_->renew(zones, [](bool) {});
                    tell(archived);
                  });
}

void ClickHouseStore::sign_soon(std::function<void(bool)> done) {
  records_->sign_soon(std::move(done));
}

void ClickHouseStore::stop() {
  counts_->stop();
  records_->stop();
}

StoreFigures ClickHouseStore::figures() const {
  StoreFigures figures = record_health_.figures();
  const StoreFigures counts = count_health_.figures();
  figures.commits += counts.commits;
  figures.failures += counts.failures;
  figures.failing = figures.failing || counts.failing;
  figures.waiting = records_->waiting() + counts_->waiting();
  return figures;
}

ClickHouseTrial try_clickhouse(const ClickHousePlace& place) {
  ClickHouseTrial trial;
  ClickHouse clickhouse(place.servers);
  const unsigned quorum = place.servers.quorum;
  bool any = false;
  for (std::size_t i = 0; i < place.servers.urls.size(); ++i, clickhouse.next_server()) {
    try {
      const ShardReplicas replicas = replicas_seen_here(clickhouse, place.shard);
      any = true;
      if (replicas.active >= quorum) continue;
      trial.fault = "\"quorum\" is " + std::to_string(quorum) + ", and of " +
                    std::to_string(replicas.all) + " replicas " + std::to_string(replicas.active) +
                    " are there";
    } catch (const ClickHouseFault& fault) {
      if (fault.code() != 0) trial.fault = fault.what();
      trial.silent.emplace_back(fault.what());
    }
  }
  if (!any && trial.fault.empty()) {
    trial.fault = "no server of \"urls\" answers: " + trial.silent.back();
  }
  return trial;
}

}  // namespace akkoord
