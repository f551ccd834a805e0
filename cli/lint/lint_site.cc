// SPDX-License-Identifier: MIT
#include "cli/lint/lint_site.h"

#include <algorithm>
#include <string>

#include "cli/lint/judges.h"
#include "core/category.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"
#include "core/url.h"

namespace akkoord {

namespace {

/// Rules about the layer that asks: where nothing has to ask they hold.
constexpr std::string_view layer_rules[] = {
    "reject-beside-accept",
    "reject-is-a-button",
    "equal-size",
    "equal-emphasis",
    "readable",
    "visible-on-small-screens",
    "no-pre-ticks",
    "no-implied-consent",
    "no-cookie-wall",
    "no-nagging",
    "refusal-survives-safari",
    "withdrawal-on-every-page",
    "withdrawing-is-as-easy",
    "withdrawal-works",
    "first-layer-informs",
    "speaks-the-page-language",
};

bool is_about_a_layer(const LintRule& rule) {
  return std::find(std::begin(layer_rules), std::end(layer_rules), rule.id) !=
         std::end(layer_rules);
}

}  // namespace

bool asks_for_consent(const Policy& policy) noexcept {
  return std::any_of(
      policy.services.begin(), policy.services.end(), [&policy](const PolicyService& one) {
        return one.category != Category::mandatory && !is_exempt_everywhere(policy, one);
      });
}

std::string owner_words(const Attribution& by) {
  switch (by.owner) {
    case Owner::policy:
      return std::string(name_of(by.category)) + " service " + by.id;
    case Owner::preset:
      return std::string(name_of(by.category)) + ", as the preset " + by.id + ", undeclared";
    case Owner::site:
      return "the site's own";
    case Owner::unknown:
      break;
  }
  return "nobody's that is known";
}

std::string path_of(const std::string& url) {
  const Result<Url> parsed = parse_url(url);
  return parsed.ok() ? std::string(parsed.value().path) : std::string();
}

Findings lint_site(const SiteVisits& visits, const Policy& policy) {
  Findings findings;
  const LintCase site{visits, policy};
  judge_before_choice(site, findings);
  judge_buttons(site, findings);
  judge_answers(site, findings);
  judge_way_back(site, findings);
  judge_words(site, findings);
  judge_declared(site, findings);
  judge_signals(site, findings);
  judge_health(site, findings);
  const bool may_be_silent = visits.fault.empty() && !asks_for_consent(policy) &&
                             !visits.untouched.empty() && !visits.untouched.front().layer;
  for (Finding& finding : findings) {
    if (finding.verdict != Verdict::not_checked) continue;
    if (may_be_silent && is_about_a_layer(*finding.rule)) {
      finding = passed(*finding.rule, "nothing in the policy waits for consent, and nothing asks");
    } else if (!visits.fault.empty()) {
      finding = not_checked(*finding.rule, "the site can't be visited: " + printable(visits.fault),
                            "Give an address that answers, or a folder.");
    } else if (!visits.cut_short.empty()) {
      finding.evidence += "; " + visits.cut_short;
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
    return a.rule->number < b.rule->number;
  });
  return findings;
}

}  // namespace akkoord
