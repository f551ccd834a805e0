// SPDX-License-Identifier: MIT
#include "collector/sqlite_store.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <system_error>
#include <utility>

#include "collector/erasure.h"
#include "collector/sqlite_schema.h"

namespace akkoord {

namespace {

constexpr std::int64_t upkeep_interval_s = 600;
constexpr std::int64_t probe_interval_s = 5;
constexpr std::int64_t most_erased_at_once = 2'000;
// A step takes some milliseconds, for which events wait.
constexpr std::uint64_t most_rolled_up_at_once = 1'000;
constexpr std::int64_t roll_up_interval_s = 1;
constexpr std::chrono::milliseconds longest_sleep(500);

/// A new database, ready; for the constructor's list of members.
Database& prepared(Database& database) {
  prepare_for_writing(database);
  return database;
}

void archive_all(Database& database, const std::vector<ArchivedFile>& files, std::int64_t now_s) {
  for (const ArchivedFile& file : files) archive(database, file, now_s);
}

std::uint64_t size_bytes_of(const std::filesystem::path& file) {
  std::error_code missing;
  const std::uintmax_t size_bytes = std::filesystem::file_size(file, missing);
  return missing ? 0 : size_bytes;
}

}  // namespace

std::unique_ptr<SqliteStore> SqliteStore::open(DataFolder folder, StoreSettings settings,
                                               std::string& fault) {
  if (!prepare_ciphers()) {
    fault = "this machine has no source of randomness";
    return nullptr;
  }
  const std::optional<Digest> seed = log_seed(folder, fault);
  if (!seed) return nullptr;
  try {
    return std::make_unique<SqliteStore>(std::move(folder), *seed, std::move(settings));
  } catch (const SqliteFault& failed) {
    fault = failed.what();
    return nullptr;
  }
}

SqliteStore::SqliteStore(DataFolder folder, const Digest& seed, StoreSettings settings)
    : folder_(std::move(folder)),
      settings_(std::move(settings)),
      database_(folder_.database(), Database::Use::write),
      key_(seed),
      log_(prepared(database_), key_, settings_.now_s()),
      days_(settings_.policies.zones),
      rows_(database_, log_, days_, settings_.refusal_memory_s),
      roll_up_(database_, days_) {
  database_.run("BEGIN IMMEDIATE");
  archive_all(database_, settings_.policies.archive, settings_.now_s());
  keep_zones(database_, settings_.policies.zones);
  database_.run("COMMIT");
  settings_.policies.archive.clear();
  figures_.log_size = log_.size();
  figures_.signed_size = log_.signed_size();
  writer_ = std::thread([this] { write_until_stopped(); });
}

SqliteStore::~SqliteStore() {
  stop();
}

void SqliteStore::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_came_.notify_one();
  if (writer_.joinable()) writer_.join();
}

void SqliteStore::put(ConsentEvent event, std::int64_t received_s, StoreDone done) {
  enqueue({std::move(event), received_s, std::move(done)});
}

void SqliteStore::put(ShownCount shown, std::int64_t received_s, StoreDone done) {
  enqueue({std::move(shown), received_s, std::move(done)});
}

void SqliteStore::enqueue(Waiting waiting) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && waiting_.size() < max_waiting) {
      waiting_.push_back(std::move(waiting));
      work_came_.notify_one();
      return;
    }
  }
  waiting.done(StoreAnswer::busy);
}

void SqliteStore::sign_soon(std::function<void(bool)> done) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      wanting_head_.push_back(std::move(done));
      work_came_.notify_one();
      return;
    }
  }
  done(false);
}

void SqliteStore::renew(StoredPolicies policies, std::function<void(bool)> done) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_ && !renewal_) {
      renewal_ = Renewal{std::move(policies), std::move(done)};
      work_came_.notify_one();
      return;
    }
  }
  done(false);
}

void SqliteStore::take_up(Renewal& renewal) {
  const bool on_disk = commit([&] {
    archive_all(database_, renewal.policies.archive, settings_.now_s());
    keep_zones(database_, renewal.policies.zones);
  });
  if (on_disk) {
    settings_.policies.retention = std::move(renewal.policies.retention);
    days_ = LocalDays(renewal.policies.zones);
  }
  renewal.done(on_disk);
}

StoreFigures SqliteStore::figures() const {
  StoreFigures figures;
  {
    const std::lock_guard lock(mutex_);
    figures = figures_;
    figures.waiting = waiting_.size();
  }
  const std::filesystem::path database = folder_.database();
  std::error_code unknown;
  figures.stored_bytes = size_bytes_of(database) + size_bytes_of(database.string() + "-wal");
  const std::filesystem::space_info space = std::filesystem::space(database, unknown);
  figures.free_bytes = unknown ? 0 : space.available;
  return figures;
}

void SqliteStore::write_until_stopped() {
  bool ending = false;
  while (!ending) {
    std::vector<Waiting> batch;
    std::vector<std::function<void(bool)>> wanting_head;
    std::optional<Renewal> renewal;
    {
      std::unique_lock lock(mutex_);
      const auto sleep = catching_up_ ? std::chrono::milliseconds(0) : longest_sleep;
      work_came_.wait_for(lock, sleep, [this] {
        return stopping_ || renewal_ || !waiting_.empty() || !wanting_head_.empty();
      });
      batch.swap(waiting_);
      wanting_head.swap(wanting_head_);
      renewal.swap(renewal_);
      ending = stopping_;
    }
    if (!batch.empty()) write(batch);
    if (renewal) take_up(*renewal);
    const std::int64_t now_s = settings_.now_s();
    if (works(now_s)) {
      sign_where_due(now_s, !wanting_head.empty(), ending);
      roll_up(now_s, ending);
      keep_up(now_s);
    }
    for (const auto& done : wanting_head) done(log_.signed_size() == log_.size());
  }
}

bool SqliteStore::commit(const std::function<void()>& work) {
  ProofLog::State before = log_.state();
  std::string fault;
  try {
    database_.run("BEGIN IMMEDIATE");
    work();
    log_.write();
    database_.run("COMMIT");
  } catch (const SqliteFault& failed) {
    fault = failed.what();
    database_.roll_back();
    log_.restore(std::move(before));
    next_probe_s_ = settings_.now_s() + probe_interval_s;
    catching_up_ = false;
  }
  const std::lock_guard lock(mutex_);
  const bool changed = figures_.failing == fault.empty();
  figures_.failing = !fault.empty();
  ++(figures_.failing ? figures_.failures : figures_.commits);
  figures_.log_size = log_.size();
  figures_.signed_size = log_.signed_size();
  if (changed && settings_.tell_fault) settings_.tell_fault(fault);
  return fault.empty();
}

void SqliteStore::write(std::vector<Waiting>& batch) {
  const bool on_disk = commit([&] {
    for (Waiting& one : batch) {
      one.answer =
          std::visit([&](const auto& what) { return rows_.put(what, one.received_s); }, one.what);
    }
  });
  for (const Waiting& one : batch) one.done(on_disk ? one.answer : StoreAnswer::failed);
}

/// Whether storing works; where it did not, tries now and then, so that health comes back by
/// itself.
bool SqliteStore::works(std::int64_t now_s) {
  if (!figures_.failing) return true;  // this thread alone changes it
  if (now_s < next_probe_s_) return false;
  return commit([&] { database_.run("UPDATE log_keys SET time_s = time_s WHERE number = 0"); });
}

void SqliteStore::sign_where_due(std::int64_t now_s, bool is_wanted, bool ending) {
  const bool due = ending || now_s >= next_head_s_ || (is_wanted && now_s >= next_early_head_s_);
  if (!due || log_.size() == log_.signed_size()) return;
  commit([&] { log_.sign_head(now_s); });
  next_head_s_ = now_s + settings_.tree_head_interval_s;
  next_early_head_s_ = now_s + settings_.early_head_interval_s;
}

/// Rolls up a step: one a second while events come, one after another while none do.
void SqliteStore::roll_up(std::int64_t now_s, bool ending) {
  bool idle = false;
  {
    const std::lock_guard lock(mutex_);
    idle = waiting_.empty();
  }
  const bool due = now_s >= next_roll_up_s_ && rolled_up_size_ != log_.size();
  if (!due && !ending && !(catching_up_ && idle)) return;
  std::uint64_t taken = 0;
  const bool on_disk = commit([&] { taken = roll_up_.take(most_rolled_up_at_once); });
  next_roll_up_s_ = now_s + roll_up_interval_s;
  catching_up_ = on_disk && taken == most_rolled_up_at_once;
  if (on_disk && !catching_up_) rolled_up_size_ = log_.size();
}

void SqliteStore::keep_up(std::int64_t now_s) {
  if (now_s < next_upkeep_s_) return;
  next_upkeep_s_ = now_s + upkeep_interval_s;
  std::uint64_t erased = 0;
  commit([&] {
    rows_.forget_refusals(now_s);
    for (const Retention& retention : settings_.policies.retention) {
      erased += erase_expired(database_, retention.policy, now_s - retention.after_expiry_s,
                              most_erased_at_once);
    }
  });
  if (erased > 0) has_traces_ = true;
  if (!has_traces_) return;
  try {
    has_traces_ = !wipe_traces(database_);  // a reader may be in the way: the next time then
  } catch (const SqliteFault&) {
    return;
  }
  if (erased > 0 && !has_traces_) next_upkeep_s_ = now_s;  // there may be more
}

}  // namespace akkoord
