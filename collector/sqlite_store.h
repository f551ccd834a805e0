// SPDX-License-Identifier: MIT
//
// The store on one machine: SQLite with one thread that writes. Whatever arrives while a commit is
// on its way to disk goes into the next one together, so that a disk that takes ten milliseconds to
// be sure still takes thousands of events a second, and none waits longer than two commits.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "collector/archive.h"
#include "collector/data_folder.h"
#include "collector/event_rows.h"
#include "collector/event_store.h"
#include "collector/local_days.h"
#include "collector/proof_log.h"
#include "collector/roll_up.h"

namespace akkoord {

/// How the store works.
struct StoreSettings {
  /// How often a head of the proof log is signed, where anything was added.
  std::int64_t tree_head_interval_s = 60;
  /// How soon after a head another may be signed that somebody waits for (sign_soon).
  std::int64_t early_head_interval_s = 5;
  /// How long a refusal's id is kept, so that its retry counts once.
  std::int64_t refusal_memory_s = 172'800;
  /// What it goes by, until renew().
  StoredPolicies policies{};
  /// The clock: seconds since 1970, UTC.
  std::function<std::int64_t()> now_s{};
  /// Told when storing begins to fail, and with an empty text when it works again; on the thread
  /// that writes.
  std::function<void(const std::string&)> tell_fault{};
};

/// Keeps events in a DataFolder.
class SqliteStore : public EventStore {
 public:
  /// How many may wait; who comes then hears `busy`.
  static constexpr std::size_t max_waiting = 16'384;

  /// Opens the store in `folder`; null where that fails, and `fault` says why.
  [[nodiscard]] static std::unique_ptr<SqliteStore> open(DataFolder folder, StoreSettings settings,
                                                         std::string& fault);
  /// Throws SqliteFault; use open().
  SqliteStore(DataFolder folder, const Digest& seed, StoreSettings settings);
  ~SqliteStore() override;

  void put(ConsentEvent event, std::int64_t received_s, StoreDone done) override;
  void put(ShownCount shown, std::int64_t received_s, StoreDone done) override;
  void sign_soon(std::function<void(bool)> done) override;
  void renew(StoredPolicies policies, std::function<void(bool)> done) override;
  void stop() override;
  [[nodiscard]] StoreFigures figures() const override;

 private:
  struct Waiting {
    std::variant<ConsentEvent, ShownCount> what;
    std::int64_t received_s;
    StoreDone done;
    StoreAnswer answer = StoreAnswer::failed;
  };

  struct Renewal {
    StoredPolicies policies;
    std::function<void(bool)> done;
  };

  void enqueue(Waiting waiting);
  void take_up(Renewal& renewal);
  void write_until_stopped();
  void write(std::vector<Waiting>& batch);
  bool works(std::int64_t now_s);
  void sign_where_due(std::int64_t now_s, bool is_wanted, bool ending);
  void keep_up(std::int64_t now_s);
  void roll_up(std::int64_t now_s, bool ending);
  /// Runs `work` as one transaction; false where it did not come to disk.
  bool commit(const std::function<void()>& work);

  DataFolder folder_;
  StoreSettings settings_;
  Database database_;
  SigningKey key_;
  ProofLog log_;
  LocalDays days_;
  EventRows rows_;
  RollUp roll_up_;
  std::int64_t next_head_s_ = 0;
  std::int64_t next_early_head_s_ = 0;
  std::int64_t next_upkeep_s_ = 0;
  std::int64_t next_probe_s_ = 0;
  std::int64_t next_roll_up_s_ = 0;
  std::uint64_t rolled_up_size_ = UINT64_MAX;  // not known yet
  bool catching_up_ = false;
  bool has_traces_ = false;

  mutable std::mutex mutex_;
  std::condition_variable work_came_;
  std::vector<Waiting> waiting_;
  std::vector<std::function<void(bool)>> wanting_head_;
  std::optional<Renewal> renewal_;
  StoreFigures figures_;
  bool stopping_ = false;
  std::thread writer_;
};

}  // namespace akkoord
