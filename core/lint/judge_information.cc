// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>

#include "core/compile/quoted.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

bool declares_nothing(const PolicyService& service) {
  return service.urls.empty() && service.cookies.empty() &&
         std::all_of(service.storage.begin(), service.storage.end(),
                     [](const std::vector<PlacedText>& names) { return names.empty(); });
}

void judge_service(const PolicyService& service, RuleReport& report) {
  if (service.notice.empty() && asks_third_party(service)) {
    report.fail(Severity::warning, service.place,
                in_quotes(service.provider) + ", who receives the data of " +
                    in_quotes(service.id) + ", has no privacy notice here",
                "Add its address as \"notice\" to \"provider\".");
  }
  if (declares_nothing(service)) {
    report.fail(Severity::warning, service.place,
                in_quotes(service.id) +
                    " declares no address, no cookie and no storage: nothing of "
                    "it can be held, and visitors learn nothing of it",
                "Add what it loads and keeps; akkoord inspect --observe lists that.");
  }
}

}  // namespace

void judge_information(const LintSubject& subject, Findings& findings) {
  RuleReport controller("controller-can-be-reached", findings);
  const bool has_email = value_at(subject.written, "controller/email") != nullptr;
  const bool has_address = value_at(subject.written, "controller/address") != nullptr;
  if (!has_email && !has_address) {
    controller.fail(Severity::warning, nearest_place(subject.written, "controller"),
                    "the controller has neither \"email\" nor \"address\"",
                    "Add one at least: visitors ask there about their data.");
  }
  controller.end("name, privacy notice and an address are given");

  RuleReport services("services-are-described", findings);
  if (subject.policy.services.empty()) {
    services.fail(Severity::note, nearest_place(subject.written, "services"),
                  "no service is declared: every third party is held, and nothing is asked",
                  "See with akkoord inspect --observe whether the site has none indeed.");
  }
  for (const PolicyService& service : subject.policy.services) judge_service(service, services);
  services.end("each service names who receives data, what it keeps and for how long");
}

}  // namespace akkoord
