// SPDX-License-Identifier: MIT
//
// Who takes complaints in a country (GDPR 77), out of consent-config/authorities.json.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/compile/catalogue.h"
#include "core/compile/json_value.h"

namespace akkoord {

/// An authority as visitors are told of it.
struct Authority {
  std::string name;       ///< In the visitor's language where it has one there; else empty.
  std::string complaint;  ///< Its page; where it is unknown, a list of them all.
};

/// The authorities of the catalogue.
class Authorities {
 public:
  /// Reads them.
  explicit Authorities(const Catalogue& catalogue);

  /// That of `country` for a reader of `language`. Without a name: it is not among those known, but
  /// on the list of the European Data Protection Board. Nothing where it is neither.
  [[nodiscard]] std::optional<Authority> of(std::string_view country,
                                            std::string_view language) const;

 private:
  JsonValue file_;
};

}  // namespace akkoord
