// SPDX-License-Identifier: MIT
//
// Totals for whoever watches the service, in Prometheus' text format. They tell of requests, not of
// visitors.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "collector/event_store.h"
#include "collector/request_times.h"

namespace akkoord {

/// What is counted.
enum class Metric : std::uint8_t {
  events_stored,
  events_repeated,
  events_refused,
  shown_counted,
  records_reissued,
  cookies_ended,
  receipts_given,
  requests_forged,
  requests_limited,
  requests_broken,
  store_busy,
  store_failed,
  connections_accepted,
  connections_turned_away,
  handshakes_failed,
  reloads,
  reloads_failed,
};

/// How many there are.
inline constexpr std::size_t metric_count = 17;

/// The totals since the start.
class Metrics {
 public:
  /// Counts one, or several.
  void add(Metric metric, std::uint64_t times = 1) noexcept {
    totals_[static_cast<std::size_t>(metric)].fetch_add(times, std::memory_order_relaxed);
  }
  /// Counts a connection as open, until it is closed.
  void connection_opened() noexcept { connections_.fetch_add(1, std::memory_order_relaxed); }
  void connection_closed() noexcept { connections_.fetch_sub(1, std::memory_order_relaxed); }
  /// Counts an answer.
  void answered(unsigned status, std::chrono::nanoseconds took) noexcept {
    answers_[status / 100 % answers_.size()].fetch_add(1, std::memory_order_relaxed);
    times_.add(took);
  }
  /// Until when the certificate holds, in seconds since 1970; 0: there is none.
  void certificate_holds_until(std::int64_t not_after_s) noexcept { not_after_s_ = not_after_s; }

  /// All of them as Prometheus reads them, with the store's figures.
  [[nodiscard]] std::string text(const StoreFigures& figures) const;

 private:
  std::array<std::atomic<std::uint64_t>, metric_count> totals_{};
  std::array<std::atomic<std::uint64_t>, 6> answers_{};
  std::atomic<std::uint64_t> connections_ = 0;
  std::atomic<std::int64_t> not_after_s_ = 0;
  RequestTimes times_;
};

}  // namespace akkoord
