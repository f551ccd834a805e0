// SPDX-License-Identifier: MIT
#include "core/decision.h"

#include "core/jurisdiction.h"
#include "core/lines.h"
#include "core/sensitive_route.h"

namespace akkoord {

namespace {

ServiceDecision without_record(RecordState state) noexcept {
  switch (state) {
    case RecordState::expired:
      return {Outcome::not_asked, Reason::expired};
    case RecordState::other_revision:
      return {Outcome::not_asked, Reason::revision};
    case RecordState::malformed:
    case RecordState::issued_later:
      return {Outcome::not_asked, Reason::malformed};
    case RecordState::none:
    case RecordState::current:
      break;
  }
  return {Outcome::not_asked, Reason::record};
}

ServiceDecision by_record(const Records& records, ServiceNumber number,
                          const Service& service) noexcept {
  if (service.category == Category::mandatory) return {Outcome::granted, Reason::mandatory};
  if (service.exempt) {
    const bool objected = records.choice.refused_alone.has(number);
    return objected ? ServiceDecision{Outcome::refused, Reason::record}
                    : ServiceDecision{Outcome::granted, Reason::exempt};
  }
  if (records.state != RecordState::current) return without_record(records.state);
  const bool granted = records.choice.grants(number, service);
  return {granted ? Outcome::granted : Outcome::refused, Reason::record};
}

/// `exempt_here` says of a service's number whether the page's country exempts it. Numbers rise.
template <typename ExemptHere>
void decide_each(const Records& records, const PolicyBlob& policy, bool gpc, std::string_view route,
                 ExemptHere exempt_here, Decision& decision) noexcept {
  const bool sensitive = !records.choice.sensitive_routes && is_sensitive_route(policy, route);
  Lines lines(policy.section(BlobSection::services));
  ServiceNumber number = 0;
  for (std::string_view line; lines.next(line); ++number) {
    Service service = service_of_line(line);
    if (exempt_here(number)) service.exempt = true;
    ServiceDecision one = by_record(records, number, service);
    if (service.category != Category::mandatory && one.outcome == Outcome::granted) {
      if (gpc && service.category == Category::advertising) {
        one = {Outcome::refused, Reason::gpc};
      } else if (sensitive && follows_visitors(service)) {
        one = {Outcome::refused, Reason::sensitive_route};
      }
    }
    decision.put(number, one);
  }
}

}  // namespace

Decision decide(const Records& records, const PolicyBlob& policy,
                const Circumstances& circumstances) noexcept {
  ClaimLine country = country_of(policy, circumstances);
  Decision decision;
  ServiceNumber next = take_service(country.services);
  const auto exempt_here = [&country, &next](ServiceNumber number) noexcept {
    if (number != next) return false;
    next = take_service(country.services);
    return true;
  };
  decide_each(records, policy, circumstances.gpc, circumstances.route, exempt_here, decision);
  return decision;
}

Decision decide_as_flagged(const Records& records, const PolicyBlob& policy, bool gpc,
                           std::string_view route) noexcept {
  Decision decision;
  const auto as_flagged = [](ServiceNumber) noexcept { return false; };
  decide_each(records, policy, gpc, route, as_flagged, decision);
  return decision;
}

}  // namespace akkoord
