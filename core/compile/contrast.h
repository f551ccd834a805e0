// SPDX-License-Identifier: MIT
//
// Whether text can be read on its background: the contrast ratio of WCAG 2.2.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// The least contrast of body text (WCAG 2.2, 1.4.3).
inline constexpr double min_contrast_ratio = 4.5;
/// The least contrast of a control with what it stands on (WCAG 2.2, 1.4.11).
inline constexpr double min_control_contrast_ratio = 3;

/// From 1 (the same) to 21 (black on white), for two colours `#rrggbb`; 0 where one is none.
[[nodiscard]] double contrast_ratio(std::string_view one, std::string_view other) noexcept;

/// `colour` with as much white in it, in sixteenths, as a contrast of `least` with `ground` takes;
/// all three `#rrggbb`. White where that is not enough; `colour` itself where one is no colour.
[[nodiscard]] std::string lightened_until(std::string_view colour, std::string_view ground,
                                          double least);

}  // namespace akkoord
