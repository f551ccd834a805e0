// SPDX-License-Identifier: MIT
//
// A thread that writes: whatever arrives while a write is under way goes into the next one
// together.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "collector/event_store.h"

namespace akkoord {

/// Something that waits to be stored.
struct Waiting {
  std::variant<ConsentEvent, ShownCount> what{};
  std::int64_t received_s = 0;
  StoreDone done{};
};

/// What a lane does; called on its thread alone.
class LaneWork {
 public:
  LaneWork() = default;
  LaneWork(const LaneWork&) = delete;
  LaneWork& operator=(const LaneWork&) = delete;
  virtual ~LaneWork() = default;
  /// Writes `batch` and answers each of it, once.
  virtual void write(std::vector<Waiting>& batch) = 0;
  /// Between writes, several times a second; `wants_head`: somebody waits for a signed head;
  /// `ending`: for the last time.
  virtual void keep_up(bool wants_head, bool ending) = 0;
  /// Archives the files of `policies` and keeps records as they say; whether it could.
  [[nodiscard]] virtual bool renew(const StoredPolicies& policies) = 0;
  /// Whether a signed head covers all that was written.
  [[nodiscard]] virtual bool is_signed() const = 0;
};

/// Whether writing works, as those see it who ask.
class LaneHealth {
 public:
  /// Figures, and who is told when writing begins to fail, and with an empty text when it works
  /// again.
  explicit LaneHealth(std::function<void(const std::string&)> tell) : tell_(std::move(tell)) {}

  /// A write came to its place.
  void succeeded();
  /// One did not.
  void failed(const std::string& fault);
  /// How far the log has come.
  void log_is(std::uint64_t size, std::uint64_t signed_size);
  /// All of it, `waiting` excepted.
  [[nodiscard]] StoreFigures figures() const;

 private:
  mutable std::mutex mutex_;
  StoreFigures figures_;
  std::function<void(const std::string&)> tell_;
};

/// The thread.
class WriteLane {
 public:
  /// How many may wait; who comes then hears `busy`.
  static constexpr std::size_t max_waiting = 16'384;

  /// Begins.
  explicit WriteLane(std::unique_ptr<LaneWork> work);
  WriteLane(const WriteLane&) = delete;
  WriteLane& operator=(const WriteLane&) = delete;
  ~WriteLane();

  /// Lets it wait for the next write.
  void put(Waiting waiting);
  /// Takes up other policies; `done` hears whether it could.
  void renew(StoredPolicies policies, std::function<void(bool)> done);
  /// Asks for a signed head; `done` hears whether there is one.
  void sign_soon(std::function<void(bool)> done);
  /// Writes what waits and ends; what comes later hears `busy`.
  void stop();
  /// How many wait.
  [[nodiscard]] std::size_t waiting() const;

 private:
  void work_until_stopped();

  std::unique_ptr<LaneWork> work_;
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::vector<Waiting> waiting_;
  std::vector<std::function<void(bool)>> wanting_head_;
  std::vector<std::pair<StoredPolicies, std::function<void(bool)>>> renewals_;
  bool stopping_ = false;
  std::thread thread_;
};

/// Answers each of `batch` from `from` on.
void answer_all(std::vector<Waiting>& batch, std::size_t from, StoreAnswer answer);

}  // namespace akkoord
