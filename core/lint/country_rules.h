// SPDX-License-Identifier: MIT
//
// What differs by country: analytics without consent, official languages, transfers. As the law
// stood in November 2026; docs/lint.md names the sources.
#pragma once

#include <cstdint>
#include <string_view>

namespace akkoord {

/// Whether a country lets analytics run without consent.
enum class AnalyticsExemption : std::uint8_t {
  /// Nobody here knows.
  unknown,
  /// Never.
  none,
  /// Under conditions.
  conditional,
  /// Consent is no rule there: visitors may object.
  opt_out,
};

/// A country's rules.
struct CountryRules {
  /// Two capitals; the United Kingdom is "GB".
  std::string_view code;
  /// Whether analytics may go without consent.
  AnalyticsExemption analytics;
  /// The law that says so; empty where nobody here knows.
  std::string_view law;
  /// What an exemption depends on; empty where there is none.
  std::string_view conditions;
  /// Official languages with blanks between them.
  std::string_view languages;
};

/// The rules of a country; unknown ones have no law and no languages. "UK" is understood.
[[nodiscard]] CountryRules rules_of(std::string_view country) noexcept;

/// Whether the Commission found a country's protection adequate, in whole or for some (GDPR 45).
[[nodiscard]] bool is_adequate(std::string_view country) noexcept;

/// Whether `list`, words with blanks between them, has `word`.
[[nodiscard]] bool lists(std::string_view list, std::string_view word) noexcept;

}  // namespace akkoord
