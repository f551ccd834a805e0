// SPDX-License-Identifier: MIT
#include "core/lint/country_rules.h"

#include <algorithm>
#include <iterator>

#include "core/compile/country.h"

namespace akkoord {

namespace {

constexpr AnalyticsExemption unknown = AnalyticsExemption::unknown;

constexpr CountryRules countries[] = {
    {"BE",
     AnalyticsExemption::none,
     "Act of 30 July 2018, 10/2; APD/GBA checklist",
     {},
     "nl fr de"},
    {"FR", AnalyticsExemption::conditional, "CNIL 2020-091 and 2020-092",
     "anonymous statistics for the site's own account alone, matched with nothing else and no "
     "other "
     "site, cookies of 13 months and data of 25 months at most",
     "fr"},
    {"GB", AnalyticsExemption::conditional, "DUAA 2025; ICO, 29 April 2026",
     "aggregate statistics alone, and a free way to object", "en"},
    {"LU",
     AnalyticsExemption::none,
     "Law of 30 May 2005, 4; CNPD, 26 October 2021",
     {},
     "fr de lb"},
    {"NL", AnalyticsExemption::conditional, "Telecommunicatiewet 11.7a(3)(b); AP, 10 April 2025",
     "little or no effect on privacy, and only to learn how well the site works; visitors are told "
     "all the same",
     "nl"},
    {"US", AnalyticsExemption::opt_out, "CCPA Regulations 7025", {}, "en"},
    {"AT", unknown, {}, {}, "de"},
    {"BG", unknown, {}, {}, "bg"},
    {"CH", unknown, {}, {}, "de fr it"},
    {"CY", unknown, {}, {}, "el tr"},
    {"CZ", unknown, {}, {}, "cs"},
    {"DE", unknown, {}, {}, "de"},
    {"DK", unknown, {}, {}, "da"},
    {"EE", unknown, {}, {}, "et"},
    {"ES", unknown, {}, {}, "es"},
    {"FI", unknown, {}, {}, "fi sv"},
    {"GR", unknown, {}, {}, "el"},
    {"HR", unknown, {}, {}, "hr"},
    {"HU", unknown, {}, {}, "hu"},
    {"IE", unknown, {}, {}, "en ga"},
    {"IS", unknown, {}, {}, "is"},
    {"IT", unknown, {}, {}, "it"},
    {"LI", unknown, {}, {}, "de"},
    {"LT", unknown, {}, {}, "lt"},
    {"LV", unknown, {}, {}, "lv"},
    {"MT", unknown, {}, {}, "mt en"},
    {"NO", unknown, {}, {}, "nb nn no"},
    {"PL", unknown, {}, {}, "pl"},
    {"PT", unknown, {}, {}, "pt"},
    {"RO", unknown, {}, {}, "ro"},
    {"SE", unknown, {}, {}, "sv"},
    {"SI", unknown, {}, {}, "sl"},
    {"SK", unknown, {}, {}, "sk"},
    {"TR", unknown, {}, {}, "tr"},
    {"UA", unknown, {}, {}, "uk"},
};

// Canada for commercial organisations, the United States for companies certified under the Data
// Privacy Framework alone: decision (EU) 2023/1795.
constexpr std::string_view adequate = "AD AR CA CH FO GB GG IL IM JE JP KR NZ US UY";

}  // namespace

CountryRules rules_of(std::string_view country) noexcept {
  const std::string_view code = country_code(country);
  const auto* const found =
      std::find_if(std::begin(countries), std::end(countries),
                   [code](const CountryRules& rules) { return rules.code == code; });
  return found == std::end(countries) ? CountryRules{code, unknown, {}, {}, {}} : *found;
}

bool is_adequate(std::string_view country) noexcept {
  return lists(adequate, country_code(country));
}

bool lists(std::string_view list, std::string_view word) noexcept {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

}  // namespace akkoord
