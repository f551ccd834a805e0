// SPDX-License-Identifier: MIT
//
// The machine's clock; the core has none.
#pragma once

#include <string>

namespace akkoord {

/// Today in UTC, YYYY-MM-DD.
[[nodiscard]] std::string today();

}  // namespace akkoord
