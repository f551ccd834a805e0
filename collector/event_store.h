// SPDX-License-Identifier: MIT
//
// Where events go. Whoever puts one hears of it once, when the answer is certain: an event that was
// acknowledged is on disk.
#pragma once

#include <cstdint>
#include <functional>

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

/// Keeps events and counts.
class EventStore {
 public:
  virtual ~EventStore() = default;
  /// Stores an event that was received at `received_s`; once, however often it is put.
  virtual void put(ConsentEvent event, std::int64_t received_s, StoreDone done) = 0;
  /// Counts a showing.
  virtual void put(ShownCount shown, std::int64_t received_s, StoreDone done) = 0;
};

}  // namespace akkoord
