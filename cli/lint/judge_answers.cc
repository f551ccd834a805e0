// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <string_view>

#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

/// The share of words that a page without consent keeps: players and maps may be missing.
constexpr double same_content_ratio = 0.75;
constexpr std::size_t headings_named = 3;

using Names = std::set<std::string>;

/// What of a page waits for consent and came all the same: hosts, cookies, items.
Names optional_things(const PageStop& stop) {
  Names names;
  for (const RequestFinding& one : stop.report.requests) {
    if (one.fails && !one.connects_only) names.insert("asked " + one.host);
  }
  for (const CookieFinding& one : stop.report.cookies) {
    if (one.fails) names.insert("cookie " + one.cookie.name);
  }
  for (const ItemFinding& one : stop.report.items) {
    if (one.fails) names.insert("item " + one.item.name);
  }
  return names;
}

void judge_implied(const SiteVisits& visits, Findings& findings) {
  RuleJudgement rule("no-implied-consent");
  constexpr const char* remedy =
      "Let nothing but a button grant anything: scrolling, Escape and closing leave all as it was.";
  if (visits.no_answers.empty()) {
    rule.could_not_look(no_layer, no_layer_remedy);
    rule.put_into(findings);
    return;
  }
  Names known = optional_things(visits.untouched.front());
  std::string acts;
  for (const NoAnswer& one : visits.no_answers) {
    acts += (acts.empty() ? "" : ", ") + one.act;
    for (const std::string& thing : optional_things(one.after)) {
      if (known.insert(thing).second) rule.fail(one.after.url, thing + " after " + one.act, remedy);
    }
    if (one.act == "scrolling" && !one.after.layer) {
      rule.fail(one.after.url, "the banner took scrolling for an answer: it went away", remedy);
    }
  }
  // Closing is no answer either, but may well hold for the rest of the visit.
  const bool still_asks = visits.no_answers.back().after.layer.has_value();
  for (const PageStop& stop : visits.untouched) {
    if (still_asks && !stop.layer) {
      rule.fail(stop.url, "browsing on to " + path_of(stop.url) + " took the banner away", remedy);
    }
  }
  rule.looked_at("nothing came of " + acts + " or browsing on");
  rule.put_into(findings);
}

const PageStop* stop_at(const std::vector<PageStop>& stops, const std::string& url) {
  const auto found = std::find_if(stops.begin(), stops.end(),
                                  [&url](const PageStop& one) { return one.url == url; });
  return found == stops.end() ? nullptr : &*found;
}

void compare_content(const PageStop& accepted, const PageStop& rejected, RuleJudgement& rule) {
  constexpr const char* remedy =
      "Show whoever rejects the same page; in place of an embed alone stand words that say what "
      "would be there.";
  if (rejected.page.is_covered && !accepted.page.is_covered) {
    rule.fail(rejected.url, "after a refusal something lies over the page, or it can't be scrolled",
              remedy);
  }
  const double kept = accepted.page.words == 0 ? 1
                                               : static_cast<double>(rejected.page.words) /
                                                     static_cast<double>(accepted.page.words);
  if (kept < same_content_ratio) {
    rule.fail(rejected.url,
              std::to_string(rejected.page.words) + " words after a refusal, " +
                  std::to_string(accepted.page.words) + " after acceptance",
              remedy);
  }
  std::string missing;
  std::size_t count = 0;
  const std::vector<std::string>& shown = rejected.page.headings;
  for (const std::string& heading : accepted.page.headings) {
    if (std::find(shown.begin(), shown.end(), heading) != shown.end()) continue;
    if (++count <= headings_named) missing += (missing.empty() ? "\"" : ", \"") + heading + "\"";
  }
  // One heading may belong to an embed.
  if (count > 1) {
    rule.fail(rejected.url,
              std::to_string(count) + " headings are missing after a refusal: " + missing, remedy);
  }
}

void judge_wall(const SiteVisits& visits, Findings& findings) {
  RuleJudgement rule("no-cookie-wall");
  const bool both = visits.accepted && visits.rejected && visits.accepted->clicks > 0 &&
                    visits.rejected->clicks > 0;
  if (!both) {
    rule.could_not_look("no banner let itself be both accepted and rejected", no_layer_remedy);
  } else {
    std::size_t compared = 0;
    for (const PageStop& stop : visits.accepted->stops) {
      const PageStop* const other = stop_at(visits.rejected->stops, stop.url);
      if (other == nullptr) continue;
      compare_content(stop, *other, rule);
      ++compared;
    }
    if (compared > 0) {
      rule.looked_at(std::to_string(compared) + " pages show the same after either answer");
    } else if (!visits.accepted->stops.empty()) {
      rule.fail(visits.start_url, "after a refusal other pages are shown than after acceptance",
                "Let the same addresses lead to the same pages.");
    }
  }
  rule.put_into(findings);
}

/// The beginning of what asks.
std::string asking_words(const SeenLayer& layer) {
  constexpr std::size_t shown_bytes = 60;
  return ": \"" + std::string(cut(layer.words, shown_bytes)) + "\"";
}

void judge_nagging(const SiteVisits& visits, Findings& findings) {
  RuleJudgement rule("no-nagging");
  constexpr const char* remedy =
      "Keep the choice for six months, a refusal like a consent, and ask no one who has chosen.";
  if (!visits.rejected || visits.rejected->clicks == 0) {
    rule.could_not_look("no refusal could be given", no_layer_remedy);
  } else {
    for (const PageStop& stop : visits.rejected->stops) {
      const bool is_reload = &stop == &visits.rejected->stops.front();
      if (stop.layer) {
        rule.fail(stop.url,
                  std::string("asked again after a refusal, ") +
                      (is_reload ? "once the page was loaded anew" : "on another page") +
                      asking_words(*stop.layer),
                  remedy);
      }
    }
    if (visits.rejected->much_later && visits.rejected->much_later->layer) {
      rule.fail(visits.rejected->much_later->url,
                "asked again 179 days after a refusal" +
                    asking_words(*visits.rejected->much_later->layer),
                remedy);
    }
    rule.looked_at("nobody was asked again on " + std::to_string(visits.rejected->stops.size()) +
                   " pages, nor 179 days later");
  }
  if (visits.accepted && visits.accepted->clicks > 0) {
    for (const PageStop& stop : visits.accepted->stops) {
      if (!stop.layer) continue;
      rule.fail(stop.url, "asked again after acceptance" + asking_words(*stop.layer), remedy);
    }
  }
  rule.put_into(findings);
}

/// What a refusal left on the site itself, and whether a server of the site set it since.
void judge_reissue(const LintCase& site, Findings& findings) {
  RuleJudgement rule("refusal-survives-safari");
  const SiteVisits& visits = site.visits;
  constexpr const char* remedy =
      "Let the site's own server send the records again by Set-Cookie: Safari keeps what a script "
      "wrote for 7 days.";
  if (visits.from_folder) {
    rule.could_not_look("a folder has no server that could set cookies",
                        "Lint the site at its address.");
  } else if (!visits.rejected || visits.rejected->clicks == 0 || visits.rejected->stops.empty()) {
    rule.could_not_look("no refusal could be given", no_layer_remedy);
  } else {
    Names before;
    for (const CookieFinding& one : visits.rejected->before.report.cookies) {
      before.insert(one.cookie.name);
    }
    Names by_script;
    Names by_server;
    for (const CookieFinding& one : visits.rejected->stops.back().report.cookies) {
      const bool is_new = before.find(one.cookie.name) == before.end();
      if (!is_new || one.third_party || one.cookie.lifetime_s == 0) continue;
      (one.by_server() ? by_server : by_script).insert(one.cookie.name);
    }
    if (!by_script.empty()) {
      rule.fail(visits.start_url,
                "a script alone set " + *by_script.begin() +
                    (by_script.size() > 1
                         ? " and " + std::to_string(by_script.size() - 1) + " more after a refusal"
                         : " after a refusal"),
                remedy);
    } else if (!by_server.empty()) {
      rule.looked_at("the server set " + *by_server.begin() + " after a refusal");
    } else {
      rule.fail(visits.start_url, "a refusal left no cookie that lasts on the site", remedy);
    }
  }
  rule.put_into(findings);
}

}  // namespace

void judge_answers(const LintCase& site, Findings& findings) {
  judge_implied(site.visits, findings);
  judge_wall(site.visits, findings);
  judge_nagging(site.visits, findings);
  judge_reissue(site, findings);
}

}  // namespace akkoord
