// SPDX-License-Identifier: MIT
//
// What the schema's `x-akkoord-format` means: the rules that editors check by "pattern" alone.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// What keeps `text` from being of `format`: `"red" is no colour (#rrggbb)`. Empty where it is one.
[[nodiscard]] std::string format_fault(std::string_view format, std::string_view text);

}  // namespace akkoord
