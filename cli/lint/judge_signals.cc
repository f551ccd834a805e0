// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"

namespace akkoord {

namespace {

bool is_american(const Policy& policy) {
  return std::any_of(policy.jurisdictions.begin(), policy.jurisdictions.end(),
                     [](const Jurisdiction& one) { return one.country.text.starts_with("US"); });
}

void judge_gpc(const LintCase& site, Findings& findings) {
  RuleJudgement rule("gpc-is-honoured");
  if (!site.visits.gpc) {
    rule.could_not_look("the site was not visited with Sec-GPC: 1", {});
    rule.put_into(findings);
    return;
  }
  const GpcVisit& visit = *site.visits.gpc;
  // Elsewhere no law asks for it, though a visitor does.
  const Severity severity = is_american(site.policy) ? Severity::error : Severity::warning;
  const auto look = [&](const PageStop& stop, std::string_view when) {
    for (const RequestFinding& one : stop.report.requests) {
      const bool advertises = one.fails && one.by.category == Category::advertising;
      if (!advertises || one.by.owner == Owner::unknown) continue;
      rule.fail(stop.url,
                "asked " + one.host + " (" + owner_words(one.by) +
                    ") although Sec-GPC: 1 was sent" + std::string(when),
                "Keep advertising off for browsers that send the signal, whatever else is chosen.",
                severity);
    }
  };
  look(visit.before, {});
  for (const PageStop& stop : visit.stops) look(stop, ", after accepting all");
  const bool advertises =
      std::any_of(site.policy.services.begin(), site.policy.services.end(),
                  [](const PolicyService& one) { return one.category == Category::advertising; });
  if (!visit.is_shown && advertises) {
    rule.fail(visit.before.url, "neither page, banner nor settings say that the signal was heeded",
              "Say in the settings that the browser's signal keeps advertising off.", severity);
  }
  rule.looked_at("advertising stayed away" +
                 std::string(visit.accepted ? ", after accepting all too" : "") +
                 (visit.is_shown ? ", and the page says so" : ""));
  rule.put_into(findings);
}

/// The value of `gcs` in the query of a request to Google, e.g. "G111"; empty where it has none.
std::string_view google_state(std::string_view url) {
  for (const std::string_view mark : {"?gcs=", "&gcs="}) {
    const std::size_t at = url.find(mark);
    if (at != std::string_view::npos) return url.substr(at + mark.size(), 4);
  }
  return {};
}

void judge_states(const PageStop& stop, std::string_view refused_when, RuleJudgement& rule) {
  for (const SentAway& one : stop.sent) {
    const std::string_view state = google_state(one.url);
    if (state.size() != 4 || !state.starts_with("G1") || state == "G100") continue;
    rule.fail(stop.url,
              "gcs=" + std::string(state) + " was sent to " + host_name_of_url(one.url) + " " +
                  std::string(refused_when),
              "Send one consent update for each decision, with what was decided.");
  }
}

void judge_order(const GoogleCalls& google, const std::string& page, RuleJudgement& rule,
                 bool& uses_it) {
  constexpr std::array<std::string_view, 3> tags = {"config", "event", "gtm.js"};
  const auto& calls = google.calls;
  const auto first_default = std::find(calls.begin(), calls.end(), "consent default");
  const auto first_tag = std::find_if(calls.begin(), calls.end(), [&](const std::string& call) {
    return std::find(tags.begin(), tags.end(), call) != tags.end();
  });
  uses_it = uses_it || std::any_of(calls.begin(), calls.end(), [](const std::string& call) {
              return call.starts_with("consent ");
            });
  if (!uses_it || first_tag == calls.end()) return;
  if (first_default == calls.end()) {
    rule.fail(page, "Consent Mode has no default: the first call is " + *first_tag,
              "Call gtag('consent', 'default', ...) before any other call.");
  } else if (first_default > first_tag) {
    rule.fail(page, "the consent default comes after " + *first_tag,
              "Call gtag('consent', 'default', ...) before any other call.");
  }
}

void judge_google(const LintCase& site, Findings& findings) {
  RuleJudgement rule("google-default-first");
  const SiteVisits& visits = site.visits;
  bool uses_it = false;
  bool looked = false;
  for (const std::optional<AnsweredVisit>* const one : {&visits.accepted, &visits.rejected}) {
    if (!*one || (*one)->clicks == 0) continue;
    looked = true;
    if ((*one)->google) judge_order(*(*one)->google, visits.start_url, rule, uses_it);
  }
  for (const PageStop& stop : visits.untouched) judge_states(stop, "before any choice", rule);
  if (visits.rejected && visits.rejected->clicks > 0) {
    for (const PageStop& stop : visits.rejected->stops) judge_states(stop, "after a refusal", rule);
  }
  if (looked || !visits.untouched.empty()) {
    rule.looked_at(uses_it ? "the consent default is the first call, and gcs follows the choice"
                           : "no page seen uses Consent Mode");
  }
  rule.put_into(findings);
}

}  // namespace

void judge_signals(const LintCase& site, Findings& findings) {
  judge_gpc(site, findings);
  judge_google(site, findings);
}

}  // namespace akkoord
