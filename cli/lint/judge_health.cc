// SPDX-License-Identifier: MIT
#include <string>
#include <string_view>
#include <vector>

#include "cli/lint/health_words.h"
#include "cli/lint/journeys.h"
#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"
#include "core/url.h"

namespace akkoord {

namespace {

/// Shorter paths and titles stand in too many addresses to tell anything.
constexpr std::size_t telling_bytes = 5;

std::vector<std::string> routes_of(const Policy& policy) {
  std::vector<std::string> routes;
  for (const PlacedText& route : policy.sensitive_routes) routes.push_back(route.text);
  return routes;
}

/// Visits with an answer that is no explicit consent for such pages.
std::vector<const PageStop*> stops_of(const SiteVisits& visits) {
  std::vector<const PageStop*> stops;
  for (const PageStop& stop : visits.untouched) stops.push_back(&stop);
  if (visits.accepted && visits.accepted->clicks > 0) {
    for (const PageStop& stop : visits.accepted->stops) stops.push_back(&stop);
  }
  return stops;
}

void judge_spared(const LintCase& site, Findings& findings) {
  RuleJudgement rule("sensitive-pages-are-spared");
  std::size_t pages = 0;
  const std::vector<std::string> routes = routes_of(site.policy);
  for (const PageStop* const stop : stops_of(site.visits)) {
    if (!tells_of_health(stop->url, routes)) continue;
    ++pages;
    for (const RequestFinding& one : stop->report.requests) {
      const bool follows = one.by.category == Category::advertising ||
                           one.by.category == Category::social || one.by.off_on_sensitive_routes;
      if (!one.fails || !follows || one.by.owner == Owner::unknown) continue;
      rule.fail(stop->url,
                "asked " + one.host + " (" + owner_words(one.by) + ") on " + path_of(stop->url),
                "Name the path in \"sensitive_routes\": what follows visitors then stays off there "
                "unless they asked for it on such pages.");
    }
  }
  if (pages > 0) {
    rule.looked_at("nothing that follows visitors on " + std::to_string(pages) +
                   " visits to pages that tell of health");
  }
  rule.could_not_look("no page that was visited tells of health", {});
  rule.put_into(findings);
}

/// What of `stop` stands in `text`, which is decoded: its path, its title, or a word of health.
std::string what_is_told(const PageStop& stop, bool is_sensitive, std::string_view text) {
  const std::string path = decoded(path_of(stop.url));
  const std::string title = decoded(stop.page.title);
  if (is_sensitive && path.size() >= telling_bytes && text.find(path) != std::string_view::npos) {
    return "the address of " + path_of(stop.url);
  }
  if (is_sensitive && title.size() >= telling_bytes && text.find(title) != std::string_view::npos) {
    return "the title of " + path_of(stop.url);
  }
  if (const auto term = health_term_in(text)) return "the word \"" + *term + "\"";
  return {};
}

void judge_addresses(const LintCase& site, Findings& findings) {
  RuleJudgement rule("no-health-in-urls");
  const std::vector<std::string> routes = routes_of(site.policy);
  std::size_t requests = 0;
  for (const PageStop* const stop : stops_of(site.visits)) {
    const bool is_sensitive = tells_of_health(stop->url, routes);
    for (const SentAway& one : stop->sent) {
      ++requests;
      std::string told = what_is_told(*stop, is_sensitive, decoded(one.url + " " + one.posted));
      const bool refers = is_sensitive && path_of(one.referrer) == path_of(stop->url) &&
                          path_of(stop->url).size() >= telling_bytes;
      const std::string host = host_name_of_url(one.url);
      if (!told.empty()) {
        rule.fail(
            stop->url, told.append(" went to ").append(host),
            "Give whoever receives it \"off_on_sensitive_routes\": true, or have it send neither "
            "address nor title.");
      } else if (refers) {
        rule.fail(stop->url, "the Referer told " + host + " the address of " + path_of(stop->url),
                  "Send Referrer-Policy: strict-origin-when-cross-origin, which browsers do by "
                  "themselves.");
      }
    }
  }
  if (!stops_of(site.visits).empty()) {
    rule.looked_at("no word of health in " + std::to_string(requests) + " requests to others");
  }
  rule.put_into(findings);
}

}  // namespace

bool tells_of_health(std::string_view url, const std::vector<std::string>& routes) {
  const std::string path = path_of(std::string(url));
  for (const std::string& route : routes) {
    if (path.starts_with(route) || path + "/" == route) return true;
  }
  return health_word_in_path(path).has_value();
}

void judge_health(const LintCase& site, Findings& findings) {
  judge_spared(site, findings);
  judge_addresses(site, findings);
}

}  // namespace akkoord
