// SPDX-License-Identifier: MIT
//
// Whether text can be read on its background: the contrast ratio of WCAG 2.2.
#pragma once

#include <string_view>

namespace akkoord {

/// The least contrast of body text (WCAG 2.2, 1.4.3).
inline constexpr double min_contrast_ratio = 4.5;

/// From 1 (the same) to 21 (black on white), for two colours `#rrggbb`; 0 where one is none.
[[nodiscard]] double contrast_ratio(std::string_view one, std::string_view other) noexcept;

}  // namespace akkoord
