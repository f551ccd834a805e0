// SPDX-License-Identifier: MIT
#include "core/declare/third_country.h"

#include <algorithm>

#include "core/compile/country.h"

namespace akkoord {

namespace {

bool is_uk(std::string_view country) noexcept {
  return country_code(country) == "GB";
}

}  // namespace

TransferLaw transfer_law(const Policy& policy, std::string_view country) noexcept {
  if (!country.empty()) return is_uk(country) ? TransferLaw::uk : TransferLaw::eea;
  const bool uk_alone =
      !policy.jurisdictions.empty() &&
      std::all_of(policy.jurisdictions.begin(), policy.jurisdictions.end(),
                  [](const auto& jurisdiction) { return is_uk(jurisdiction.country.text); });
  return uk_alone ? TransferLaw::uk : TransferLaw::eea;
}

bool is_third_country(std::string_view country, TransferLaw law) noexcept {
  if (country.empty()) return false;
  return law == TransferLaw::uk ? !is_uk(country) : !is_in_eea(country);
}

}  // namespace akkoord
