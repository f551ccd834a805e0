// SPDX-License-Identifier: MIT
//
// Totals for whoever watches the service, in Prometheus' text format. They tell of requests, not of
// visitors.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>

#include "collector/event_store.h"

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
};

/// How many there are.
inline constexpr std::size_t metric_count = 14;

/// The totals since the start.
class Metrics {
 public:
  /// Counts one, or several.
  void add(Metric metric, std::uint64_t times = 1) noexcept {
    totals_[static_cast<std::size_t>(metric)].fetch_add(times, std::memory_order_relaxed);
  }
  /// All of them as Prometheus reads them, with the store's figures.
  [[nodiscard]] std::string text(const StoreFigures& figures, std::uint64_t connections) const;

 private:
  std::array<std::atomic<std::uint64_t>, metric_count> totals_{};
};

}  // namespace akkoord
