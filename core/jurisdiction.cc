// SPDX-License-Identifier: MIT
#include "core/jurisdiction.h"

#include "core/decision.h"
#include "core/lines.h"

namespace akkoord {

ClaimLine country_of(const PolicyBlob& policy, const Circumstances& circumstances) noexcept {
  const std::string_view named = circumstances.jurisdiction;
  Lines lines(policy.section(BlobSection::countries));
  for (std::string_view line; lines.next(line);) {
    const ClaimLine country = split_url_line(line);
    if (country.claim.size() < 3) continue;
    const std::string_view rule = country.claim.substr(2);
    const bool fits = named.empty()
                          ? rule == circumstances.host || circumstances.route.starts_with(rule)
                          : named == code_of(country);
    if (fits) return country;
  }
  return {};
}

}  // namespace akkoord
