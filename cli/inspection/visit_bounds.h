// SPDX-License-Identifier: MIT
//
// How much of a visit is kept, whatever a site does.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/compile/quoted.h"

namespace akkoord {

/// How many requests are kept; as many refusals, cookies, stored names and frames.
inline constexpr std::size_t max_requests = 10'000;
/// How much of a name is kept, in bytes.
inline constexpr std::size_t max_name_bytes = 512;
/// How much of a URL is kept, in bytes; no pattern looks further.
inline constexpr std::size_t max_kept_url_bytes = 2'048;

/// What is kept of `url`.
[[nodiscard]] inline std::string kept_url(std::string_view url) {
  return std::string(cut(url, max_kept_url_bytes));
}

}  // namespace akkoord
