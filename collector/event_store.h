// SPDX-License-Identifier: MIT
//
// Where events go. Whoever puts one hears of it once, when the answer is certain: an event that was
// acknowledged is on disk.
#pragma once

#include <cstdint>
#include <functional>

#include "collector/stored_policies.h"
#include "core/event/consent_event.h"
#include "core/event/shown_count.h"

namespace akkoord {

/// What became of an event or count.
enum class StoreAnswer : std::uint8_t {
  /// It is on disk.
  stored,
  /// It was on disk already: a retry.
  repeated,
  /// Another event has this id. Nothing was stored.
  conflict,
  /// Too much is waiting. Nothing was stored; a later retry may succeed.
  busy,
  /// The disk is full or broken. Nothing was stored; a later retry may succeed.
  failed,
};

/// Called once, on any thread.
using StoreDone = std::function<void(StoreAnswer)>;

/// Figures about a store, for whoever watches it.
struct StoreFigures {
  std::uint64_t commits = 0;       ///< Transactions that came to disk.
  std::uint64_t failures = 0;      ///< Transactions that did not.
  std::uint64_t waiting = 0;       ///< Events and counts that wait now.
  std::uint64_t log_size = 0;      ///< Leaves of the proof log.
  std::uint64_t signed_size = 0;   ///< Leaves that the newest head covers.
  std::uint64_t stored_bytes = 0;  ///< What it takes up on this machine's disk.
  std::uint64_t free_bytes = 0;    ///< What that disk has left.
  bool failing = false;            ///< The last transaction did not come to disk.
};

/// Keeps events and counts.
class EventStore {
 public:
  EventStore() = default;
  EventStore(const EventStore&) = delete;
  EventStore& operator=(const EventStore&) = delete;
  virtual ~EventStore() = default;

  /// Stores an event that was received at `received_s`; once, however often it is put.
  virtual void put(ConsentEvent event, std::int64_t received_s, StoreDone done) = 0;
  /// Counts a showing.
  virtual void put(ShownCount shown, std::int64_t received_s, StoreDone done) = 0;
  /// Archives the files of `policies` and keeps records as they say from then on. `done` hears, on
  /// any thread, whether the files are kept; else all is as before.
  virtual void renew(StoredPolicies policies, std::function<void(bool)> done) = 0;
  /// Has a head signed ahead of its time, for somebody who needs one over what is on disk now.
  /// `done` hears, once, on any thread, whether one covers that: not where the last is too young,
  /// or storing fails.
  virtual void sign_soon(std::function<void(bool)> done) = 0;
  /// Writes what waits, signs a last head and ends; what comes later hears `busy`.
  virtual void stop() = 0;
  /// Figures of now; on any thread.
  [[nodiscard]] virtual StoreFigures figures() const = 0;
};

}  // namespace akkoord
