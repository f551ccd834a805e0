// SPDX-License-Identifier: MIT
#include <set>
#include <string>
#include <vector>

#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"

namespace akkoord {

namespace {

void judge_every_page(const SiteVisits& visits, Findings& findings) {
  RuleJudgement rule("withdrawal-on-every-page");
  std::vector<const std::vector<PageStop>*> answered;
  if (visits.accepted) answered.push_back(&visits.accepted->stops);
  if (visits.rejected) answered.push_back(&visits.rejected->stops);
  std::size_t pages = 0;
  for (const std::vector<PageStop>* const stops : answered) {
    for (const PageStop& stop : *stops) {
      ++pages;
      // Where the page asks again that is a way too, though it is nagging.
      if (stop.way_back || stop.layer) continue;
      rule.fail(stop.url, "nothing on " + path_of(stop.url) + " leads back to the choice",
                "Show a link or button such as Cookie settings on every page.");
    }
  }
  if (pages > 0) {
    rule.looked_at("each of " + std::to_string(pages) + " pages leads back to the choice");
  }
  rule.could_not_look("no answer could be given", no_layer_remedy);
  rule.put_into(findings);
}

/// Counted from where the layer stands on the screen: it comes by itself the first time, and by the
/// way back afterwards.
void judge_clicks(const SiteVisits& visits, Findings& findings) {
  RuleJudgement rule("withdrawing-is-as-easy");
  constexpr const char* remedy =
      "Let the way back open a layer with Reject all, or a button that withdraws at once.";
  const auto leads_back = [](const PageStop& stop) { return stop.way_back.has_value(); };
  if (!visits.accepted || visits.accepted->stops.empty()) {
    rule.could_not_look("nothing could be accepted", no_layer_remedy);
  } else if (!visits.withdrawn && leads_back(visits.accepted->stops.front())) {
    rule.could_not_look("the way back was not tried", "Give the visits more time (--time).");
  } else if (!visits.withdrawn) {
    rule.fail(visits.start_url,
              "accepting takes " + std::to_string(visits.accepted->clicks) +
                  " click, and nothing leads to where it could be withdrawn",
              remedy);
  } else if (visits.withdrawn->clicks == 0 || visits.withdrawn->clicks > visits.accepted->clicks) {
    const int clicks = visits.withdrawn->clicks;
    rule.fail(visits.withdrawn->before.url,
              "accepting takes " + std::to_string(visits.accepted->clicks) + " click; behind \"" +
                  visits.withdrawn->way_back + "\" " +
                  (clicks == 0 ? std::string("no answer rejects all")
                               : "rejecting all takes " + std::to_string(clicks)),
              remedy);
  } else {
    rule.looked_at("as many clicks: " + std::to_string(visits.accepted->clicks) + " to accept, " +
                   std::to_string(visits.withdrawn->clicks) + " behind \"" +
                   visits.withdrawn->way_back + "\" to withdraw");
  }
  rule.put_into(findings);
}

void judge_effect(const SiteVisits& visits, Findings& findings) {
  RuleJudgement rule("withdrawal-works");
  constexpr const char* remedy =
      "Delete what the services stored on the site when consent ends, and hold them on every page "
      "from then on.";
  if (!visits.withdrawn || visits.withdrawn->clicks == 0) {
    rule.could_not_look("nothing could be withdrawn",
                        "See the findings about the way back and the clicks.");
    rule.put_into(findings);
    return;
  }
  const PageStop& after = visits.withdrawn->after;
  for (const RequestFinding& one : after.report.requests) {
    if (!one.fails || one.connects_only) continue;
    rule.fail(after.url, "asked " + one.host + " (" + owner_words(one.by) + ") after a withdrawal",
              remedy);
  }
  std::size_t foreign = 0;
  for (const CookieFinding& one : after.report.cookies) {
    if (!one.fails) continue;
    // No page can delete what lives on another company's domain.
    if (one.third_party) {
      ++foreign;
      continue;
    }
    rule.fail(after.url,
              "cookie " + one.cookie.name + " (" + owner_words(one.by) + ") is still there",
              remedy);
  }
  for (const ItemFinding& one : after.report.items) {
    if (!one.fails || one.third_party) continue;
    rule.fail(after.url,
              "stored item " + one.item.name + " (" + owner_words(one.by) + ") is still there",
              remedy);
  }
  rule.looked_at("nothing optional was left or asked for" +
                 (foreign > 0 ? ", but " + std::to_string(foreign) +
                                    " cookies on other companies' domains, which no page can delete"
                              : std::string()));
  rule.put_into(findings);
}

}  // namespace

void judge_way_back(const LintCase& site, Findings& findings) {
  judge_every_page(site.visits, findings);
  judge_clicks(site.visits, findings);
  judge_effect(site.visits, findings);
}

}  // namespace akkoord
