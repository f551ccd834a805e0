// SPDX-License-Identifier: MIT
#include "collector/dashboard/tally.h"

#include <algorithm>
#include <cmath>

namespace akkoord {

Interval wilson(std::int64_t part, std::int64_t whole) noexcept {
  if (whole <= 0) return {};
  constexpr double z = 1.959963984540054;  // the normal distribution's 97.5 %
  const auto n = static_cast<double>(whole);
  const double share = static_cast<double>(std::clamp<std::int64_t>(part, 0, whole)) / n;
  const double scale = 1 + z * z / n;
  const double middle = (share + z * z / (2 * n)) / scale;
  const double reach = z * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n)) / scale;
  // The bounds of 0 and 1 are exact; rounding must not move them.
  return {share <= 0 ? 0 : std::max(middle - reach, 0.0),
          share >= 1 ? 1 : std::min(middle + reach, 1.0)};
}

}  // namespace akkoord
