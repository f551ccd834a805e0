// SPDX-License-Identifier: MIT
#include "collector/clickhouse_store.h"

#include <fcntl.h>
#include <sys/file.h>
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

std::unique_ptr<ClickHouseStore> ClickHouseStore::open(ClickHouseStoreSettings place,
                                                       StoreSettings settings, std::string& fault) {
  if (!prepare_ciphers()) {
    fault = "this machine has no source of randomness";
    return nullptr;
  }
  try {
    ClickHouse clickhouse(place.clickhouse);
    require_schema(clickhouse, place.shard);
    const std::optional<Digest> seed = shard_seed(clickhouse, place.shard, place.key_file, fault);
    if (!seed) return nullptr;
    OpenFile lock(::open(place.key_file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!lock.is_open() || ::flock(lock.number(), LOCK_EX | LOCK_NB) != 0) {
      fault = "another akkoord-collector has " + place.key_file.string() + ": stop it first";
      return nullptr;
    }
    for (const ArchivedFile& file : settings.policies.archive) {
      archive(clickhouse, file, settings.now_s());
    }
    settings.policies.archive.clear();
    return std::make_unique<ClickHouseStore>(place, std::move(lock), *seed, std::move(settings));
  } catch (const ClickHouseFault& failed) {
    fault = failed.what();
    return nullptr;
  }
}

ClickHouseStore::ClickHouseStore(const ClickHouseStoreSettings& place, OpenFile key_lock,
                                 const Digest& seed, StoreSettings settings)
    : key_lock_(std::move(key_lock)),
      key_(seed),
      settings_(std::move(settings)),
      record_health_(settings_.tell_fault),
      count_health_(settings_.tell_fault) {
  auto records = std::make_unique<RecordLane>(place.clickhouse,
                                              ShardSettings{place.shard, place_of(place.key_file)},
                                              key_, settings_, record_health_);
  auto counts = std::make_unique<CountLane>(place.clickhouse, place.shard, records->epoch(),
                                            settings_, count_health_);
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
  records_->renew(std::move(policies), std::move(done));
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

std::string try_clickhouse(const ClickHouseStoreSettings& place) {
  try {
    ClickHouse clickhouse(place.clickhouse);
    for (std::size_t i = 0; i < place.clickhouse.urls.size(); ++i, clickhouse.next_server()) {
      require_schema(clickhouse, place.shard);
    }
    return {};
  } catch (const ClickHouseFault& fault) {
    return fault.what();
  }
}

}  // namespace akkoord
