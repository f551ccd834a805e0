// SPDX-License-Identifier: MIT
//
// Which form a word takes behind a number. Source: Unicode CLDR, "Language Plural Rules", cardinal
// forms of whole numbers; languages that are not among those here know one and many, as English.
#pragma once

#include <cstdint>
#include <string_view>

namespace akkoord {

/// "one", "two", "few", "many" or "other", the form for `count` (at least 1) in `language`.
[[nodiscard]] std::string_view plural_form(std::string_view language, std::int64_t count) noexcept;

}  // namespace akkoord
