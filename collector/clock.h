// SPDX-License-Identifier: MIT
//
// The machine's clock.
#pragma once

#include <cstdint>

namespace akkoord {

/// Seconds since 1970, UTC.
[[nodiscard]] std::int64_t clock_s();

}  // namespace akkoord
