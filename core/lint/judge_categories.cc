// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "core/compile/quoted.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"
#include "core/lint/service_overlap.h"

namespace akkoord {

namespace {

/// How far a category reaches: social media ties visits to persons as advertising does.
int reach_of(Category category) noexcept {
  return std::min(static_cast<int>(category), static_cast<int>(Category::advertising));
}

/// The known service of the furthest reach that `service` is; null where it is none.
const PolicyService* counterpart(const LintSubject& subject, const PolicyService& service) {
  if (const PolicyService* same = known_service(subject, service.id)) return same;
  const PolicyService* furthest = nullptr;
  for (const PolicyService& known : subject.known) {
    if (!is_part_of(service, known)) continue;
    if (furthest == nullptr || reach_of(known.category) > reach_of(furthest->category)) {
      furthest = &known;
    }
  }
  return furthest;
}

}  // namespace

void judge_categories(const LintSubject& subject, Findings& findings) {
  RuleReport report("category-fits", findings);
  for (const PolicyService& service : subject.policy.services) {
    const PolicyService* known = counterpart(subject, service);
    if (known == nullptr || reach_of(service.category) >= reach_of(known->category)) continue;
    const bool unasked = service.category == Category::mandatory;
    report.fail(unasked ? Severity::error : Severity::warning, service.place,
                in_quotes(service.id) + " is " + std::string(name_of(service.category)) +
                    " here, but " + in_quotes(known->name) + " is known as " +
                    std::string(name_of(known->category)),
                unasked ? "Write \"" + std::string(name_of(known->category)) +
                              "\": nothing that a visitor asked for fails without it."
                        : "Write \"" + std::string(name_of(known->category)) +
                              "\", unless the vendor's contract rules that purpose out.");
  }
  report.end("no service is in a laxer category than its preset");
}

}  // namespace akkoord
