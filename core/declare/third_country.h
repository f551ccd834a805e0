// SPDX-License-Identifier: MIT
//
// Which countries are third countries, of which a declaration has to tell: it depends on whose law
// the visitors are under.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/compile/policy.h"

namespace akkoord {

/// The law that says so.
enum class TransferLaw : std::uint8_t {
  /// GDPR 13(1)(f) and 44: those outside the EEA.
  eea,
  /// The same articles of the UK GDPR: those outside the United Kingdom, Ireland among them.
  uk,
};

/// The law for visitors of `policy` from `country`, or, where that is empty, from all of its
/// jurisdictions: the UK's where those are the United Kingdom alone.
[[nodiscard]] TransferLaw transfer_law(const Policy& policy, std::string_view country) noexcept;

/// Whether `country` is a third country; one that is not known is none.
[[nodiscard]] bool is_third_country(std::string_view country, TransferLaw law) noexcept;

}  // namespace akkoord
