// SPDX-License-Identifier: MIT
//
// How long visitors took to choose, in steps: enough to compare banners by, too coarse to tell
// anyone by.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>

namespace akkoord {

/// Where the steps begin, in seconds; the last has no end. Stored numbers: adding one splits a step
/// from then on.
inline constexpr std::array<std::uint32_t, 22> choice_steps_s = {
    0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1'800, 3'600};

/// Where the step of `seconds_to_choice` begins.
[[nodiscard]] constexpr std::uint32_t choice_step_s(std::uint32_t seconds_to_choice) noexcept {
  return *(std::upper_bound(choice_steps_s.begin(), choice_steps_s.end(), seconds_to_choice) - 1);
}

}  // namespace akkoord
