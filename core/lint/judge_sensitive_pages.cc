// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include "core/compile/quoted.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"
#include "core/lint/service_overlap.h"

namespace akkoord {

namespace {

/// What stays off on sensitive pages (core/sensitive_route.h).
bool is_spared(const PolicyService& service) noexcept {
  return service.category >= Category::advertising || service.off_on_sensitive_routes;
}

}  // namespace

void judge_sensitive_pages(const LintSubject& subject, Findings& findings) {
  RuleReport report("sensitive-pages-are-spared", findings);
  std::vector<const PolicyService*> spared;
  for (const PolicyService& service : subject.policy.services) {
    if (is_spared(service)) spared.push_back(&service);
    const PolicyService* known = known_service(subject, service.id);
    if (known == nullptr || !known->session_replay || service.session_replay) continue;
    report.fail(Severity::warning, service.place,
                in_quotes(service.id) +
                    " is known to replay visits; here \"session_replay\" is "
                    "false, so that it runs on sensitive pages too",
                "Leave \"session_replay\" out, unless recording is switched off in the account.");
  }
  if (subject.policy.sensitive_routes.empty() && !spared.empty()) {
    report.fail(Severity::warning, nearest_place(subject.written, "services"),
                names_of(spared) + (spared.size() == 1 ? " runs" : " run") +
                    " on every page once granted: no route is called sensitive",
                "List in \"sensitive_routes\" how the paths of treatments and bookings begin, in "
                "each language.");
  }
  report.end(spared.empty()
                 ? "no service advertises, is of a social network or replays visits"
                 : names_of(spared) + (spared.size() == 1 ? " stays" : " stay") + " off on " +
                       std::to_string(subject.policy.sensitive_routes.size()) +
                       " routes unless asked for there");
}

}  // namespace akkoord
