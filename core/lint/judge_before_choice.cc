// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/compile/quoted.h"
#include "core/compile/web_socket.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"
#include "core/lint/service_overlap.h"

namespace akkoord {

namespace {

/// A site's own hosts pass for every visitor: no vendor may be among them.
void judge_own_hosts(const LintSubject& subject, RuleReport& report) {
  for (const PlacedText& own : subject.policy.first_party) {
    const std::vector<const PolicyService*> vendors =
        services_reached(without_scheme(own.text), subject.known);
    if (vendors.empty()) continue;
    const bool tracks = std::any_of(vendors.begin(), vendors.end(), [](const PolicyService* one) {
      return one->category >= Category::analytical;
    });
    report.fail(tracks ? Severity::error : Severity::warning, own.place,
                in_quotes(own.text) + " passes for every visitor as the site's own, and is an " +
                    "address of " + names_of(vendors),
                "Remove it from \"site\" and add the service, so that visitors are asked.");
  }
}

void judge_mandatory(const LintSubject& subject, RuleReport& report) {
  for (const PolicyService& service : subject.policy.services) {
    if (service.category != Category::mandatory || !asks_third_party(service)) continue;
    const auto foreign = std::find_if(
        service.urls.begin(), service.urls.end(),
        [](const UrlClaim& claim) { return !claim.pattern.empty() && claim.pattern[0] != '/'; });
    report.fail(Severity::warning, foreign->place,
                in_quotes(service.id) + " is mandatory and asks " + in_quotes(foreign->pattern) +
                    " of every visitor, consent or not",
                "Mandatory is only what a visitor's own request fails without. A map, a form or a "
                "font is \"functional\"; serve it from the site's own host to need no consent.");
  }
}

/// What a visit needs ends with it or soon after; what lasts longer knows somebody again.
void judge_mandatory_cookies(const LintSubject& subject, RuleReport& report) {
  constexpr std::int64_t day_s = 86'400;
  constexpr std::int64_t long_days = 182;
  for (const PolicyService& service : subject.policy.services) {
    if (service.category != Category::mandatory) continue;
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.lifetime_s <= long_days * day_s) continue;
      report.fail(Severity::note, cookie.place,
                  in_quotes(cookie.name) + " of mandatory " + in_quotes(service.id) + " lasts " +
                      std::to_string(cookie.lifetime_s / day_s) + " days",
                  "Let it end with the visit, or ask for it as \"functional\" if it serves to know "
                  "a visitor again.");
    }
  }
}

}  // namespace

void judge_before_choice(const LintSubject& subject, Findings& findings) {
  constexpr const char* enforce = "Write \"enforce\" wherever visitors come.";
  RuleReport requests("no-request-before-choice", findings);
  if (subject.policy.observe) {
    requests.fail(Severity::error, subject.policy.enforcement_place,
                  "\"enforcement\" is \"observe\": no request is held, whatever a visitor chooses",
                  enforce);
  }
  judge_own_hosts(subject, requests);
  judge_mandatory(subject, requests);
  requests.end_without_page();

  RuleReport storage("no-storage-before-choice", findings);
  if (subject.policy.observe) {
    storage.fail(Severity::error, subject.policy.enforcement_place,
                 "\"enforcement\" is \"observe\": no cookie is held, whatever a visitor chooses",
                 enforce);
  }
  judge_mandatory_cookies(subject, storage);
  storage.end_without_page();
}

}  // namespace akkoord
