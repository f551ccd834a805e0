// SPDX-License-Identifier: MIT
//
// How long answers took, from the last byte of a request to the first of its answer, in buckets as
// Prometheus sums them up.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>

#include "collector/exposition.h"

namespace akkoord {

/// A histogram that several threads may add to.
class RequestTimes {
 public:
  /// Upper bounds of the buckets, in seconds; above the last there is one more.
  static constexpr std::array<double, 13> bounds_s = {
      0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

  /// Adds one.
  void add(std::chrono::nanoseconds took) noexcept;
  /// Writes the family.
  void write(Exposition& text, const Exposition::Family& family) const;

 private:
  std::array<std::atomic<std::uint64_t>, bounds_s.size() + 1> times_{};
  std::atomic<std::uint64_t> sum_ns_ = 0;
};

}  // namespace akkoord
