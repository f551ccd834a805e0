// SPDX-License-Identifier: MIT
//
// How what rates are asked by is called in the tables of both stores.
#pragma once

#include <string_view>

#include "collector/rates.h"

namespace akkoord {

/// The column of that name in records and counts; empty for days, which each store reckons.
[[nodiscard]] std::string_view column_of(RatesBy by) noexcept;
/// Whether that column has texts; the others have numbers.
[[nodiscard]] bool is_text(RatesBy by) noexcept;

}  // namespace akkoord
