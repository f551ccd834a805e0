// SPDX-License-Identifier: MIT
#include <string_view>

#include "cli/inspection/inspection_text.h"
#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"

namespace akkoord {

namespace {

constexpr const char* request_remedy =
    "Hold it until consent: name its preset in the policy and install Akkoord first in the page "
    "(akkoord headers holds it from the first byte).";
constexpr const char* storage_remedy =
    "Hold whoever stores it until consent, or declare it in the policy with its purpose; as "
    "mandatory only where the visitor asked for what it does.";

void judge_stop(const PageStop& stop, std::string_view when, RuleJudgement& requests,
                RuleJudgement& storage) {
  for (const RequestFinding& one : stop.report.requests) {
    if (!one.fails || one.connects_only) continue;
    std::string evidence = "asked " + one.host + " (" + owner_words(one.by) + ")";
    if (!one.paths.empty()) evidence += ", first for " + one.paths.front();
    requests.fail(stop.url, evidence + std::string(when), request_remedy);
  }
  for (const CookieFinding& one : stop.report.cookies) {
    if (!one.fails) continue;
    storage.fail(stop.url,
                 "cookie " + one.cookie.name + " of " + one.cookie.domain + " (" +
                     owner_words(one.by) + ")" + std::string(when),
                 storage_remedy);
  }
  for (const ItemFinding& one : stop.report.items) {
    if (!one.fails) continue;
    storage.fail(stop.url,
                 std::string(name_of(one.item.kind)) + " item " + one.item.name + " (" +
                     owner_words(one.by) + ")" + std::string(when),
                 storage_remedy);
  }
}

void judge_ahead(const PageStop& stop, RuleJudgement& ahead) {
  for (const AheadLink& link : stop.page.ahead) {
    if (!link.fails) continue;
    ahead.fail(stop.url,
               "<link rel=" + link.rel + "> to " + host_name_of_url(link.href) + " (" +
                   owner_words(link.by) + ")",
               "Remove the line: it tells the vendor that somebody is about to read the page. The "
               "browser connects as fast as it can once consent is there.");
  }
}

}  // namespace

void judge_before_choice(const LintCase& site, Findings& findings) {
  RuleJudgement requests("no-request-before-choice");
  RuleJudgement storage("no-storage-before-choice");
  RuleJudgement ahead("no-preconnect");
  for (const PageStop& stop : site.visits.untouched) {
    judge_stop(stop, {}, requests, storage);
    judge_ahead(stop, ahead);
  }
  const std::string pages =
      std::to_string(site.visits.untouched.size()) + " pages without a choice";
  if (!site.visits.untouched.empty()) {
    requests.looked_at("nothing optional was asked for on " + pages);
    storage.looked_at("nothing optional was stored on " + pages);
    ahead.looked_at("no line connects to a vendor on " + pages);
  }
  // Whoever refused has not consented either.
  if (site.visits.rejected && site.visits.rejected->clicks > 0) {
    constexpr std::string_view when = ", although everything was refused";
    const bool was_clean = !requests.fails() && !storage.fails();
    for (const PageStop& stop : site.visits.rejected->stops) {
      if (was_clean) judge_stop(stop, when, requests, storage);  // else it was said already
    }
  }
  requests.put_into(findings);
  storage.put_into(findings);
  ahead.put_into(findings);
}

}  // namespace akkoord
