// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/inspection_text.h"
#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"

namespace akkoord {

namespace {

constexpr std::int64_t day_s = 86'400;

bool is_undeclared(const Attribution& by) noexcept {
  return by.owner == Owner::unknown || by.owner == Owner::preset;
}

std::string add_remedy(const Attribution& by) {
  return by.owner == Owner::preset
             ? "Add \"" + by.id + "\" to \"services\", under a new revision."
             : std::string(
                   "Find out who this is and add a service for it, under a new revision; or take "
                   "it off the site.");
}

bool matches(std::string_view claim, std::string_view name) noexcept {
  if (!claim.ends_with('*')) return claim == name;
  claim.remove_suffix(1);
  return name.starts_with(claim);
}

/// Compares what the policy says with what whoever accepts all meets.
class DeclarationJudge {
 public:
  explicit DeclarationJudge(const LintCase& site) : site_(site) {}

  void run(Findings& findings) {
    const SiteVisits& visits = site_.visits;
    const bool accepts = visits.accepted && visits.accepted->clicks > 0;
    const std::vector<PageStop>& stops = accepts ? visits.accepted->stops : visits.untouched;
    for (const PageStop& stop : stops) look_for_undeclared(stop);
    for (const PageStop& stop : visits.untouched) note_refused(stop);
    if (!stops.empty() && (accepts || !asks_for_consent(site_.policy))) {
      look_for_unseen(stops.size());
      rule_.looked_at("on " + std::to_string(stops.size()) +
                      " pages all that came is declared, and all that is declared came");
    }
    rule_.could_not_look("nothing could be accepted", no_layer_remedy);
    rule_.put_into(findings);
  }

 private:
  void look_for_undeclared(const PageStop& stop) {
    for (const RequestFinding& one : stop.report.requests) {
      seen_.insert(one.by.id);
      if (!is_undeclared(one.by)) continue;
      rule_.fail(stop.url, one.host + " (" + owner_words(one.by) + ") is asked, but not declared",
                 add_remedy(one.by));
    }
    note_refused(stop);
    for (const CookieFinding& one : stop.report.cookies) {
      seen_.insert(one.by.id);
      if (is_undeclared(one.by)) {
        rule_.fail(stop.url,
                   "cookie " + one.cookie.name + " of " + one.cookie.domain + " (" +
                       owner_words(one.by) + ") is set, but not declared",
                   add_remedy(one.by));
      } else if (one.by.owner == Owner::policy) {
        compare_lifetime(stop, one);
      }
    }
    for (const ItemFinding& one : stop.report.items) {
      seen_.insert(one.by.id);
      if (!is_undeclared(one.by)) continue;
      rule_.fail(stop.url,
                 std::string(name_of(one.item.kind)) + " item " + one.item.name + " (" +
                     owner_words(one.by) + ") is kept, but not declared",
                 add_remedy(one.by));
    }
  }

  void note_refused(const PageStop& stop) {
    for (const RequestFinding& one : stop.report.refused) seen_.insert(one.by.id);
  }

  void compare_lifetime(const PageStop& stop, const CookieFinding& one) {
    const PolicyService* const service = service_called(one.by.id);
    if (service == nullptr) return;
    for (const CookieClaim& claim : service->cookies) {
      if (!matches(claim.name, one.cookie.name)) continue;
      const std::int64_t most_s = claim.lifetime_s + claim.lifetime_s / 20 + day_s;
      if (one.cookie.lifetime_s <= most_s) continue;
      const std::string declared = claim.lifetime_s == 0
                                       ? std::string("the session")
                                       : std::to_string(claim.lifetime_s / day_s) + " days";
      rule_.fail(stop.url,
                 "cookie " + one.cookie.name + " (" + service->id + ") lasts " +
                     std::to_string(one.cookie.lifetime_s / day_s) + " days, declared is " +
                     declared,
                 "Declare how long it lasts, or shorten it.");
    }
  }

  /// A page that nobody visited may do it: no more than a warning.
  void look_for_unseen(std::size_t pages) {
    constexpr const char* remedy =
        "Remove it from the policy, unless a page that was not visited uses it.";
    for (const PolicyService& service : site_.policy.services) {
      const bool has_trace = !service.urls.empty() || !service.cookies.empty();
      if (seen_.find(service.id) != seen_.end() || !has_trace) continue;
      rule_.fail(
          site_.visits.start_url,
          service.id + " is declared, but was not seen on " + std::to_string(pages) + " pages",
          remedy, Severity::warning);
    }
  }

  [[nodiscard]] const PolicyService* service_called(std::string_view id) const noexcept {
    const auto& services = site_.policy.services;
    const auto found = std::find_if(services.begin(), services.end(),
                                    [id](const PolicyService& one) { return one.id == id; });
    return found == services.end() ? nullptr : &*found;
  }

  const LintCase& site_;
  RuleJudgement rule_{"declared-is-observed"};
  std::set<std::string> seen_;
};

}  // namespace

void judge_declared(const LintCase& site, Findings& findings) {
  DeclarationJudge(site).run(findings);
}

}  // namespace akkoord
