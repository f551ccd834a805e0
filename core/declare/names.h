// SPDX-License-Identifier: MIT
//
// Countries, lifetimes and dates in the words of a language, out of consent-config/names:
//
//     { "language": "nl", "lifetimes": { "day": { "one": "{count} dag", "other": "{count} dagen" }
//     },
//       "dates": ["{day} januari {year}", ...], "countries": { "IE": "Ierland" } }
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/compile/catalogue.h"
#include "core/compile/json_value.h"

namespace akkoord {

/// Whether `date` is a day as YYYY-MM-DD.
[[nodiscard]] bool is_date(std::string_view date) noexcept;

/// The words of one language.
class Names {
 public:
  /// Those of `language`, or of English where the catalogue has none.
  Names(std::string_view language, const Catalogue& catalogue);

  /// "Ierland"; the code itself where it is unknown.
  [[nodiscard]] std::string country(std::string_view country) const;
  /// "2 jaar", "90 dagen": the largest unit that tells `lifetime_s` exactly.
  [[nodiscard]] std::string lifetime(std::int64_t lifetime_s) const;
  /// "21 november 2026" for "2026-11-21"; what is no date stays as it is.
  [[nodiscard]] std::string date(std::string_view date) const;

 private:
  JsonValue words_;
};

}  // namespace akkoord
