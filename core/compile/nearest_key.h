// SPDX-License-Identifier: MIT
//
// The word that was probably meant: "category" for "catagory".
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace akkoord {

/// The one of `known` that is at most three edits (a letter added, dropped, changed, or two
/// swapped) and at most half its length away from `word`; empty where none is that near.
[[nodiscard]] std::string_view nearest_key(std::string_view word,
                                           std::span<const std::string_view> known);

/// `Did you mean "category"?`, or "" for an empty word.
[[nodiscard]] std::string did_you_mean(std::string_view word);

}  // namespace akkoord
