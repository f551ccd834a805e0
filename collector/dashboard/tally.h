// SPDX-License-Identifier: MIT
//
// What is counted of some visitors who met the banner, and how sure the shares made of it are.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace akkoord {

/// The categories that are asked: functional, analytical, advertising, social.
inline constexpr std::size_t asked_categories = 4;

/// Counts of one group of visits. Each is part of the one before it, but for clocks: whoever meets
/// the banner before midnight may choose after it.
struct Tally {
  std::int64_t met = 0;                                  ///< Visits that met the banner.
  std::int64_t chose = 0;                                ///< Of those, which chose at all.
  std::array<std::int64_t, asked_categories> granted{};  ///< Of those, by category.

  Tally& operator+=(const Tally& other) noexcept {
    met += other.met;
    chose += other.chose;
    for (std::size_t i = 0; i < granted.size(); ++i) granted[i] += other.granted[i];
    return *this;
  }
  Tally& operator-=(const Tally& other) noexcept {
    met -= other.met;
    chose -= other.chose;
    for (std::size_t i = 0; i < granted.size(); ++i) granted[i] -= other.granted[i];
    return *this;
  }
  bool operator==(const Tally&) const = default;
};

/// Between which bounds a share lies.
struct Interval {
  double low = 0;   ///< From 0.
  double high = 1;  ///< To 1.
};

/// The 95 % score interval of `part` of `whole` (Wilson 1927): it holds also where few or all are
/// part. `part` is taken as at most `whole`.
[[nodiscard]] Interval wilson(std::int64_t part, std::int64_t whole) noexcept;

}  // namespace akkoord
