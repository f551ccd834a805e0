// SPDX-License-Identifier: MIT
//
// What differs between the countries of a policy: which services are exempt, which privacy notice
// is linked to, and which pages are whose.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/policy.h"

namespace akkoord {

/// The policy's entry for `country`, however either spells the United Kingdom; null where it has
/// none.
[[nodiscard]] const Jurisdiction* jurisdiction_of(const Policy& policy,
                                                  std::string_view country) noexcept;

/// Whether a service needs no consent on pages of `country`.
[[nodiscard]] bool is_exempt_in(const PolicyService& service, std::string_view country) noexcept;

/// Whether it needs none on any page, also on those that are of no country.
[[nodiscard]] bool is_exempt_everywhere(const Policy& policy,
                                        const PolicyService& service) noexcept;

/// Whether it needs none in some of the policy's countries, and consent in others.
[[nodiscard]] bool is_exempt_in_part(const Policy& policy, const PolicyService& service) noexcept;

/// The countries of the policy in which it needs none, as the policy spells them.
[[nodiscard]] std::vector<std::string> exempt_countries(const Policy& policy,
                                                        const PolicyService& service);

/// Whether what may run before a choice differs between the policy's countries.
[[nodiscard]] bool differs_by_country(const Policy& policy) noexcept;

/// Where readers of `language` find the privacy notice on pages of `country`; empty: on all others.
/// One in another language rather than none, the country's before the controller's.
[[nodiscard]] std::string_view notice_for(const Policy& policy, std::string_view language,
                                          std::string_view country = {}) noexcept;

/// Which pages are a country's: hosts before paths, longer paths before shorter.
struct PageRule {
  /// The country, as the policy spells it.
  std::string country;
  /// A host, or how paths begin; '?' where only a page itself can name the country.
  std::string rule;
};

/// All of them. The only country of a policy has all pages.
[[nodiscard]] std::vector<PageRule> page_rules(const Policy& policy);

}  // namespace akkoord
