// SPDX-License-Identifier: MIT
//
// How many requests pass in a second: a bucket that fills at that rate and holds two seconds'
// worth. It belongs to a connection or a site, never to an address: none is kept.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace akkoord {

/// One bucket, full at first.
class RateLimit {
 public:
  /// The clock that it goes by.
  using Clock = std::chrono::steady_clock;

  /// Lets `per_s` requests a second pass; 0: all.
  explicit RateLimit(std::int64_t per_s) noexcept
      : per_s_(static_cast<double>(per_s)), left_(2 * per_s_) {}

  /// Whether one more may pass at `now`.
  [[nodiscard]] bool pass(Clock::time_point now) noexcept {
    if (per_s_ <= 0) return true;
    const double passed_s = std::chrono::duration<double>(now - last_).count();
    left_ = std::min(2 * per_s_, left_ + std::max(passed_s, 0.0) * per_s_);
    last_ = now;
    if (left_ < 1) return false;
    left_ -= 1;
    return true;
  }

 private:
  double per_s_;
  double left_;
  Clock::time_point last_{};
};

}  // namespace akkoord
