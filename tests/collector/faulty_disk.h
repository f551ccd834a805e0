// SPDX-License-Identifier: MIT
//
// A disk that can be had to fail, between SQLite and the file system: every call that changes a
// file is counted, one or all from one on can be refused, and what a power cut would leave can be
// taken at any moment. What was written and not synced since may be there or not, or in part; what
// a sync failed on may never come to disk, even when the next sync succeeds, as on Linux.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace akkoord::test {

/// While it lives, every database that is opened lies on it; open none before that outlives it.
class FaultyDisk {
 public:
  FaultyDisk();
  FaultyDisk(const FaultyDisk&) = delete;
  FaultyDisk& operator=(const FaultyDisk&) = delete;
  ~FaultyDisk();

  /// How calls fail.
  struct Failure {
    std::uint64_t first_call = UINT64_MAX;  ///< From 0.
    int code = SQLITE_IOERR_WRITE;          ///< What SQLite is told; of a sync: SQLITE_IOERR_FSYNC.
    bool lasts = false;                     ///< Whether all later ones fail too.
  };
  /// From now on.
  void fail(const Failure& failure);
  /// How many calls there were, whether they failed or not: writes, truncations, syncs.
  [[nodiscard]] std::uint64_t calls() const;
  /// Does `act` once, in the midst of call `call`: half of what it writes is written.
  void during(std::uint64_t call, std::function<void()> act);
  /// Whether all that was written to the file whose name ends so has been synced.
  [[nodiscard]] bool is_synced(const std::string& ending) const;
  /// Puts into the folder `to` what a power cut now would leave of the folder `from`.
  void leave(const std::filesystem::path& from, const std::filesystem::path& to,
             std::mt19937& random) const;

 private:
  friend struct DiskCalls;

  enum class State { volatile_, lost_to_a_failed_sync, synced };
  struct Change {
    std::size_t offset_bytes = 0;
    std::string bytes{};
    bool is_truncation = false;
    State state = State::volatile_;
  };
  struct File {
    std::string synced{};  // before all changes
    std::vector<Change> changes{};
  };

  /// Counts a call; true where it is to fail.
  bool begins_to_fail();
  void note(const std::string& path, Change change);
  void sync(const std::string& path, bool failed);
  static void apply(const Change& change, std::string& image);

  sqlite3_vfs* real_ = nullptr;
  sqlite3_vfs vfs_{};
  mutable std::recursive_mutex mutex_;
  std::map<std::string, File> files_;
  std::uint64_t calls_ = 0;
  Failure failure_{};
  std::uint64_t act_at_ = UINT64_MAX;
  std::function<void()> act_{};
};

}  // namespace akkoord::test
