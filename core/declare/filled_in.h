// SPDX-License-Identifier: MIT
//
// Texts with {placeholders}: what is put in is never looked at again, so a name may have braces.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace akkoord {

/// A placeholder's name and what takes its place.
using Filling = std::pair<std::string_view, std::string>;

/// `text` with each {name} of `fillings` replaced; others stay.
[[nodiscard]] std::string filled_in(std::string_view text, std::initializer_list<Filling> fillings);

}  // namespace akkoord
