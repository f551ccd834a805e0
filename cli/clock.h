// SPDX-License-Identifier: MIT
//
// The machine's clock; the core has none.
#pragma once

#include <cstdint>
#include <string>

namespace akkoord {

/// Seconds since 1970, UTC.
[[nodiscard]] std::int64_t clock_s();

/// Today in UTC, YYYY-MM-DD.
[[nodiscard]] std::string today();

}  // namespace akkoord
