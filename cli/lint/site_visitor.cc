// SPDX-License-Identifier: MIT
#include "cli/lint/site_visitor.h"

#include <algorithm>
#include <ctime>
#include <utility>

#include "cli/inspection/json_reading.h"
#include "cli/lint/page_script.h"

namespace akkoord {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

/// How long nothing may happen on a page before it counts as done.
constexpr milliseconds quiet_time(400);
constexpr milliseconds look_time(100);
/// How long the browser may take for what needs no page.
constexpr milliseconds answer_time(5'000);
constexpr std::string_view world = "akkoord-lint";
constexpr std::int64_t day_s = 86'400;

/// As a browser with the signal on has it (Global Privacy Control, 3).
constexpr std::string_view gpc_script =
    "Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', "
    "{ get: () => true, configurable: true, enumerable: true })";

/// The first words of each entry: gtag() pushes its arguments, Tag Manager objects with an event.
constexpr std::string_view google_script = R"((() => {
  if (!Array.isArray(window.dataLayer)) return null;
  return window.dataLayer.slice(0, 500).map((one) => {
    if (!one || typeof one !== 'object') return '';
    if (typeof one[0] !== 'string') return typeof one.event === 'string' ? one.event : '';
    return one[0] === 'consent' ? 'consent ' + one[1] : one[0];
  });
})())";

/// Dates that nobody spelt out lie ahead.
std::string clock_script(int days) {
  return "(() => { const ahead = " + std::to_string(days) + R"( * 864e5;
  globalThis.Date = new Proxy(Date, {
    construct: (real, words, made) =>
      Reflect.construct(real, words.length ? words : [real.now() + ahead], made),
    apply: (real) => new real(real.now() + ahead).toString(),
    get: (real, key) => (key === 'now' ? () => real.now() + ahead : Reflect.get(real, key)),
  });
})())";
}

}  // namespace

SiteVisitor::SiteVisitor(const ChromiumProcess& chromium, VisitTerms terms)
    : terms_(std::move(terms)), devtools_(chromium.socket(), [this](const json& event) {
        if (tab_) tab_->take_event(event);
      }) {}

bool SiteVisitor::may_go_on() const {
  return !is_interrupted() && devtools_.fault().empty() &&
         std::chrono::steady_clock::now() < terms_.deadline;
}

void SiteVisitor::end_visit() {
  tab_.reset();
  if (context_.empty()) return;
  static_cast<void>(devtools_.ask("Target.disposeBrowserContext", {{"browserContextId", context_}},
                                  {}, after(answer_time)));
  context_.clear();
}

bool SiteVisitor::begin(const VisitorWishes& wishes) {
  end_visit();
  if (!may_go_on()) return false;
  const auto made =
      devtools_.ask("Target.createBrowserContext", json::object(), {}, after(answer_time));
  if (!made) return false;
  context_ = text_in(*made, "browserContextId");
  TabWishes tab;
  tab.context = context_;
  tab.screen = wishes.screen;
  if (wishes.sends_gpc) {
    tab.early_script = gpc_script;
    tab.headers["Sec-GPC"] = "1";
  }
  record_ = std::make_unique<VisitRecord>();
  tab_ = std::make_unique<Tab>(devtools_, *record_, std::move(tab));
  fault_ = tab_->open();
  return fault_.empty();
}

bool SiteVisitor::go(std::string_view url) {
  if (!may_go_on()) return false;
  asked_url_ = url;
  record_->turn_page();
  fault_ = tab_->navigate(url);
  if (!fault_.empty()) return false;
  settle();
  // Where the site's address leads to another host, that is the site's; a later page's is not.
  if (!has_arrived_) terms_.own.add_site_of(host_name_of_url(record_->landed_on()));
  has_arrived_ = true;
  return true;
}

void SiteVisitor::settle() {
  const Deadline deadline = std::min(terms_.deadline, after(terms_.longest_watch));
  tab_->watch_until_quiet(quiet_time, deadline);
}

void SiteVisitor::linger() {
  tab_->watch(std::min(terms_.longest_watch, milliseconds(time_until_ms(terms_.deadline))));
}

void SiteVisitor::behave_as_people_do() {
  tab_->behave_as_people_do();
  settle();
}

void SiteVisitor::press_escape() {
  tab_->press_escape();
  settle();
}

bool SiteVisitor::press(std::string_view kind) {
  const std::string quoted = "('" + std::string(kind) + "')";
  const json place = ask_page("place" + quoted);
  if (!place.is_object()) return false;
  const bool opens = kind == "choose" || kind == "way_back";
  const std::string words = opens ? layer_words() : std::string();
  if (truth_in(place, "reachable")) {
    tab_->click(number_in(place, "x"), number_in(place, "y"));
  } else if (ask_page("press" + quoted) != true) {
    return false;
  }
  settle();
  // A slow machine is quiet while it makes ready what opens.
  const Deadline deadline = std::min(terms_.deadline, after(terms_.longest_watch));
  while (opens && layer_words() == words && may_go_on() &&
         std::chrono::steady_clock::now() < deadline) {
    tab_->watch(look_time);
  }
  return true;
}

std::string SiteVisitor::layer_words() {
  const std::optional<SeenLayer> seen = layer();
  return seen ? seen->words : std::string();
}

json SiteVisitor::ask_page(const std::string& call) {
  constexpr int tries = 2;  // a page that was just left takes its world with it
  for (int i = 0; i < tries && may_go_on(); ++i) {
    const auto known = tab_->run_apart("typeof akkoordLint", world);
    if (known && text_of(*known) != "object" && !tab_->run_apart(page_lint_script(), world)) {
      continue;
    }
    if (const auto answer = tab_->run_apart("akkoordLint." + call, world)) return *answer;
    settle();
  }
  return {};
}

std::optional<SeenLayer> SiteVisitor::layer() {
  return seen_layer(ask_page("layer()"));
}

PageStop SiteVisitor::look() {
  PageStop stop;
  const json told = ask_page("page()");
  stop.answers = told.is_object();
  stop.page = seen_page(told);
  for (AheadLink& link : stop.page.ahead) {
    const bool is_own = terms_.own.has_url(link.href) || host_name_of_url(link.href).empty();
    if (is_own) continue;
    link.by = terms_.services->of_url(link.href);
    link.fails = link.by.owner != Owner::site && link.by.needs_consent;
  }
  if (stop.answers) stop.layer = layer();
  const json way_back = stop.answers ? ask_page("wayBack()") : json();
  if (way_back.is_string()) stop.way_back = std::string(cut(text_of(way_back), max_name_bytes));
  static_cast<void>(tab_->ask_what_is_kept());
  stop.report = report_on(asked_url_, *record_, terms_.own, *terms_.services);
  stop.url = stop.page.url.empty() ? stop.report.url : stop.page.url;
  constexpr std::size_t most_sent = 500;
  for (const VisitRequest& request : record_->requests()) {
    const bool leaves = !request.refused && !request.connects_only && !request.is_page &&
                        !terms_.own.has_url(request.url);
    if (leaves && stop.sent.size() < most_sent) {
      stop.sent.push_back({request.url, request.referrer, request.posted});
    }
  }
  return stop;
}

std::optional<GoogleCalls> SiteVisitor::google_calls() {
  const auto told = tab_->run(google_script);
  if (!told || !told->is_array()) return std::nullopt;
  GoogleCalls google;
  for (const json& one : *told) google.calls.emplace_back(cut(text_of(one), max_name_bytes));
  return google;
}

void SiteVisitor::move_clock(int days) {
  // A browser was closed meanwhile: what lives no longer than that is gone too.
  static_cast<void>(tab_->run("sessionStorage.clear()"));
  const json place = {{"browserContextId", context_}};
  const auto told = devtools_.ask("Storage.getCookies", place, {}, after(answer_time));
  json kept = json::array();
  const double then_s = static_cast<double>(std::time(nullptr) + days * day_s);
  if (told) {
    for (const json& cookie : member_of(*told, "cookies")) {
      if (!truth_in(cookie, "session") && number_in(cookie, "expires") > then_s) {
        kept.push_back(cookie);
      }
    }
  }
  static_cast<void>(devtools_.ask("Storage.clearCookies", place, {}, after(answer_time)));
  static_cast<void>(devtools_.ask("Storage.setCookies",
                                  {{"cookies", std::move(kept)}, {"browserContextId", context_}},
                                  {}, after(answer_time)));
  tab_->add_early_script(clock_script(days));
}

}  // namespace akkoord
