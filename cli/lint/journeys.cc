// SPDX-License-Identifier: MIT
#include "cli/lint/journeys.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <utility>

namespace akkoord {

namespace {

constexpr int days_later = 179;
constexpr int first_server_error = 500;
/// Heights that telephones of these widths have at least, less the browser's own bars.
constexpr std::array<Screen, 2> small_screens = {Screen{320, 568}, Screen{390, 664}};
constexpr std::size_t most_languages = 4;
constexpr std::size_t most_sensitive_first = 4;
constexpr std::size_t pages_after_gpc = 3;

/// Makes the visits.
class Journeys {
 public:
  Journeys(SiteVisitor& visitor, const JourneyPlan& plan) : visitor_(visitor), plan_(plan) {}

  SiteVisits run() {
    visits_.start_url = plan_.start_url;
    if (!visitor_.begin({}) || !visitor_.go(plan_.start_url)) {
      visits_.fault = visitor_.fault().empty() ? "the time is up" : visitor_.fault();
      return std::move(visits_);
    }
    choose_nothing();
    if (!visits_.fault.empty()) return std::move(visits_);
    for (const Screen& screen : small_screens) come_by_telephone(screen);
    accept();
    reject();
    send_gpc();
    read_other_languages();
    if (!visitor_.may_go_on()) visits_.cut_short = "the time for all visits was up";
    return std::move(visits_);
  }

 private:
  void choose_nothing() {
    visitor_.linger();
    PageStop first = visitor_.look();
    if (first.report.status >= first_server_error) {
      visits_.fault = "the server answered " + std::to_string(first.report.status);
      return;
    }
    if (!first.answers) {
      visits_.fault = "the page does not answer any more: a script of it never ends";
      return;
    }
    pages_ = pages_from(first);
    const bool asks = first.layer.has_value();
    visits_.untouched.push_back(std::move(first));
    if (asks) give_no_answer();
    for (std::size_t i = 1; i < pages_.size() && visitor_.go(pages_[i]); ++i) {
      visits_.untouched.push_back(visitor_.look());
      add_pages_of(visits_.untouched.back());
    }
  }

  /// Scrolls; opens the settings and leaves them by Escape; closes the banner where it can be.
  void give_no_answer() {
    visitor_.turn_page();
    visitor_.behave_as_people_do();
    visits_.no_answers.push_back({"scrolling", visitor_.look()});
    visitor_.turn_page();
    const std::optional<SeenLayer> first = visitor_.layer();
    if (first && first->choose && visitor_.press("choose")) {
      visits_.settings = visitor_.layer();
      // Where nothing else opened there are no settings: the button leads to a page, say.
      if (visits_.settings && visits_.settings->words == first->words) visits_.settings.reset();
    }
    visitor_.press_escape();
    visits_.no_answers.push_back({"Escape", visitor_.look()});
    const std::optional<SeenLayer> left = visitor_.layer();
    visitor_.turn_page();
    if (left && left->close && visitor_.press("close")) {
      visits_.no_answers.push_back({"closing the banner", visitor_.look()});
    }
  }

  void come_by_telephone(const Screen& screen) {
    if (!visitor_.begin({.screen = screen}) || !visitor_.go(plan_.start_url)) return;
    visits_.narrow.push_back({screen.width_px, visitor_.layer()});
  }

  /// Opens the first page as someone new and answers by `kind`, on the second layer if need be.
  std::optional<AnsweredVisit> answer(std::string_view kind) {
    if (!visitor_.begin({}) || !visitor_.go(plan_.start_url)) return std::nullopt;
    AnsweredVisit visit;
    visit.before = visitor_.look();
    visitor_.turn_page();
    if (visitor_.press(kind)) {
      visit.clicks = 1;
    } else if (visitor_.press("choose")) {
      visit.through_settings = true;
      const std::optional<SeenLayer> settings = visitor_.layer();
      const bool saves_nothing =
          kind == "reject" && settings && settings->save && settings->ticked.empty();
      if (visitor_.press(kind) || (saves_nothing && visitor_.press("save"))) visit.clicks = 2;
    }
    visit.answered = visitor_.look();
    return visit;
  }

  void accept() {
    visits_.accepted = answer("accept");
    if (!visits_.accepted || visits_.accepted->clicks == 0) return;
    AnsweredVisit& visit = *visits_.accepted;
    for (const std::string& page : pages_) {
      if (!visitor_.go(page)) break;
      if (visit.stops.empty()) {
        visitor_.linger();
        visit.google = visitor_.google_calls();
      }
      visit.stops.push_back(visitor_.look());
    }
    if (!visit.stops.empty()) withdraw();
  }

  void withdraw() {
    if (!visitor_.go(plan_.start_url)) return;
    Withdrawal withdrawal;
    withdrawal.before = visitor_.look();
    if (!withdrawal.before.way_back || !visitor_.press("way_back")) return;
    withdrawal.way_back = *withdrawal.before.way_back;
    withdrawal.layer = visitor_.layer();
    if (visitor_.press("reject")) {
      withdrawal.clicks = 1;
    } else if (visitor_.press("choose") && visitor_.press("reject")) {
      withdrawal.clicks = 2;
    }
    if (withdrawal.clicks > 0 && visitor_.go(plan_.start_url)) withdrawal.after = visitor_.look();
    visits_.withdrawn = std::move(withdrawal);
  }

  void reject() {
    visits_.rejected = answer("reject");
    if (!visits_.rejected || visits_.rejected->clicks == 0) return;
    AnsweredVisit& visit = *visits_.rejected;
    for (const std::string& page : pages_) {
      if (!visitor_.go(page)) break;
      if (visit.stops.empty()) visit.google = visitor_.google_calls();
      visit.stops.push_back(visitor_.look());
    }
    visitor_.move_clock(days_later);
    if (visitor_.go(plan_.start_url)) visit.much_later = visitor_.look();
  }

  void send_gpc() {
    if (!visitor_.begin({.sends_gpc = true}) || !visitor_.go(plan_.start_url)) return;
    GpcVisit visit;
    visit.before = visitor_.look();
    const auto says = [](const std::optional<SeenLayer>& layer) {
      return layer && (layer->words.find("Global Privacy Control") != std::string::npos ||
                       layer->words.find("GPC") != std::string::npos);
    };
    visit.is_shown = visit.before.page.speaks_of_gpc || says(visit.before.layer);
    const bool opens = visit.before.layer && visit.before.layer->choose && visitor_.press("choose");
    if (opens) visit.is_shown = visit.is_shown || says(visitor_.layer());
    visit.accepted = visitor_.press("accept");
    for (std::size_t i = 0; visit.accepted && i < std::min(pages_.size(), pages_after_gpc); ++i) {
      if (!visitor_.go(pages_[i])) break;
      visit.stops.push_back(visitor_.look());
    }
    visits_.gpc = std::move(visit);
  }

  /// What asks on pages in other languages than the first page's.
  void read_other_languages() {
    std::set<std::string> read = {visits_.untouched.front().page.language};
    for (const PageStop& stop : visits_.untouched) {
      if (visits_.languages.size() >= most_languages) break;
      if (!read.insert(stop.page.language).second) continue;
      if (!visitor_.begin({}) || !visitor_.go(stop.url)) return;
      visits_.languages.push_back(visitor_.look());
    }
  }

  std::vector<std::string> pages_from(const PageStop& first) {
    pages_ = {first.url};
    add_pages_of(first);
    return std::move(pages_);
  }

  /// Some that tell of health first: rules 28 and 29 look at those.
  void add_pages_of(const PageStop& stop) {
    std::vector<std::string> links = stop.page.links;
    std::stable_partition(links.begin(), links.end(), [this](const std::string& link) {
      return sensitive_ < most_sensitive_first && tells_of_health(link, plan_.sensitive_routes) &&
             ++sensitive_ > 0;
    });
    for (std::string& link : links) {
      const bool is_known = std::find(pages_.begin(), pages_.end(), link) != pages_.end();
      if (!is_known && pages_.size() < static_cast<std::size_t>(plan_.pages)) {
        pages_.push_back(std::move(link));
      }
    }
  }

  SiteVisitor& visitor_;
  const JourneyPlan& plan_;
  SiteVisits visits_;
  std::vector<std::string> pages_;
  std::size_t sensitive_ = 0;
};

}  // namespace

SiteVisits visit_site(SiteVisitor& visitor, const JourneyPlan& plan) {
  return Journeys(visitor, plan).run();
}

}  // namespace akkoord
