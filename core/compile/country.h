// SPDX-License-Identifier: MIT
//
// Countries as policies name them: two capitals (ISO 3166-1), and "UK".
#pragma once

#include <string_view>

namespace akkoord {

/// A country as names, authorities and agreements know it: "UK", as some write it, is "GB".
[[nodiscard]] std::string_view country_code(std::string_view country) noexcept;

/// Whether `country` is in the European Economic Area: the EU, Iceland, Liechtenstein and Norway.
[[nodiscard]] bool is_in_eea(std::string_view country) noexcept;

}  // namespace akkoord
