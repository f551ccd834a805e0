// SPDX-License-Identifier: MIT
#include "cli/browser/page_visit.h"

#include <ctime>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "cli/browser/devtools.h"
#include "cli/inspection/json_reading.h"

namespace akkoord {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr milliseconds start_time(20'000);
constexpr milliseconds load_time(30'000);
constexpr milliseconds answer_time(5'000);
constexpr milliseconds storage_time(20'000);

/// Runs apart from the page's own scripts, in every frame: names alone, no value is read. What a
/// page has the browser connect to ahead is no request and told of nowhere else.
constexpr std::string_view kept_script = R"((async () => {
  const names = async (read) => { try { return [...await read()].slice(0, 10000) } catch { return [] } };
  return {
    origin: location.origin,
    url: location.href,
    preconnect: [...document.querySelectorAll('link[rel~="preconnect" i][href]')]
        .slice(0, 100).map((link) => link.href),
    local: await names(() => Object.keys(localStorage)),
    session: await names(() => Object.keys(sessionStorage)),
    indexed_db: await names(async () => (await indexedDB.databases()).map((one) => one.name)),
    cache: await names(() => caches.keys()),
  };
})())";

/// What people do before they look at a banner.
constexpr std::string_view scroll_script = "window.scrollBy(0, 700)";
constexpr int scrolls = 12;
constexpr milliseconds scroll_pause(100);

/// A visit while it goes on.
class PageVisit {
 public:
  PageVisit(int socket, const VisitPlan& plan, VisitRecord& record)
      : plan_(plan),
        record_(record),
        devtools_(socket, [this](const json& event) { take_event(event); }) {}

  VisitOutcome run() {
    VisitOutcome outcome;
    outcome.fault = open();
    if (outcome.fault.empty()) outcome.fault = navigate();
    if (!outcome.fault.empty()) return outcome;
    outcome.finished_loading = has_loaded_;
    behave_as_people_do();
    listen_until(after(plan_.watching_time));
    const bool answers = ask_what_is_kept();
    outcome.fault = devtools_.fault();
    if (outcome.fault.empty() && !answers) {
      outcome.fault = "the page does not answer any more: a script of it never ends";
    }
    return outcome;
  }

 private:
  [[nodiscard]] std::string fault_or(std::string_view otherwise) const {
    return devtools_.fault().empty() ? std::string(otherwise) : devtools_.fault();
  }

  void listen_until(Deadline deadline) {
    while (devtools_.listen(deadline)) {
    }
  }

  /// Opens an empty page and waits until its session is there.
  std::string open() {
    const Deadline deadline = after(start_time);
    const auto version = devtools_.ask("Browser.getVersion", json::object(), {}, deadline);
    if (!version) return fault_or("Chromium does not answer");
    user_agent_ = text_in(*version, "userAgent");
    // Sites treat a browser that says it is headless as a robot, and spare it their tags.
    constexpr std::string_view headless = "Headless";
    if (const std::size_t at = user_agent_.find(headless); at != std::string::npos) {
      user_agent_.erase(at, headless.size());
    }
    devtools_.post("Browser.setDownloadBehavior", {{"behavior", "deny"}});
    attach_to_what_comes({}, true);
    const auto target =
        devtools_.ask("Target.createTarget", {{"url", "about:blank"}}, {}, deadline);
    if (!target) return fault_or("Chromium opens no page");
    page_target_ = text_in(*target, "targetId");
    record_.set_page_frame(page_target_);
    while (page_session().empty() && devtools_.listen(deadline)) {
    }
    if (page_session().empty()) return fault_or("Chromium opens no page");
    // Navigating before the page's process has taken what prepare() sent would lose the first
    // requests: the process that comes next would be told of it late.
    const auto ready =
        devtools_.ask("Runtime.evaluate", {{"expression", "0"}}, page_session(), deadline);
    return ready ? std::string() : fault_or("Chromium opens no page");
  }

  std::string navigate() {
    const Deadline deadline = after(load_time);
    has_loaded_ = false;
    const auto started =
        devtools_.ask("Page.navigate", {{"url", plan_.url}}, page_session(), deadline);
    if (!started) return fault_or("no answer within 30 seconds");
    const std::string_view error = text_in(*started, "errorText");
    if (!error.empty()) return std::string(error);
    while (!has_loaded_ && devtools_.listen(deadline)) {
    }
    return devtools_.fault();
  }

  [[nodiscard]] const std::string& page_session() const noexcept {
    static const std::string none;
    const auto session = sessions_of_targets_.find(page_target_);
    return session == sessions_of_targets_.end() ? none : session->second;
  }

  /// Tabs first, since a prerendered page hangs beside the page in its tab.
  void attach_to_what_comes(std::string_view session, bool is_browser) {
    json filter = json::array(
        {{{"type", "browser"}, {"exclude", true}}, {{"type", "browser_ui"}, {"exclude", true}}});
    if (is_browser) filter.push_back({{"type", "page"}, {"exclude", true}});
    filter.push_back(json::object());
    devtools_.post("Target.setAutoAttach",
                   {{"autoAttach", true},
                    {"waitForDebuggerOnStart", true},
                    {"flatten", true},
                    {"filter", std::move(filter)}},
                   session);
  }

  void take_event(const json& event) {
    const std::string_view method = text_in(event, "method");
    const std::string session(text_in(event, "sessionId"));
    const json& params = member_of(event, "params");
    if (method == "Target.attachedToTarget") {
      if (text_in(member_of(params, "targetInfo"), "type") != "tab") record_.take_event(event);
      prepare(params);
      return;
    }
    if (method == "Target.detachedFromTarget") {
      frame_sessions_.erase(std::string(text_in(params, "sessionId")));
    } else if (method == "Page.loadEventFired" && session == page_session()) {
      has_loaded_ = true;
    } else if (method == "Page.javascriptDialogOpening") {
      devtools_.post("Page.handleJavaScriptDialog", {{"accept", false}}, session);
    }
    record_.take_event(event);
  }

  /// Sets up what was attached before it may run.
  void prepare(const json& attached) {
    const json& target = member_of(attached, "targetInfo");
    const std::string session(text_in(attached, "sessionId"));
    const std::string_view type = text_in(target, "type");
    if (type != "tab") {
      devtools_.post("Network.enable", {{"maxTotalBufferSize", 0}, {"maxResourceBufferSize", 0}},
                     session);
      devtools_.post("Audits.enable", json::object(), session);
      devtools_.post("Emulation.setUserAgentOverride", {{"userAgent", user_agent_}}, session);
    }
    if (type == "page" || type == "iframe") {
      sessions_of_targets_[std::string(text_in(target, "targetId"))] = session;
      frame_sessions_[session] = true;
      devtools_.post("Page.enable", json::object(), session);
      if (plan_.bypasses_policies) {
        devtools_.post("Page.setBypassCSP", {{"enabled", true}}, session);
      }
    }
    attach_to_what_comes(session, false);
    devtools_.post("Runtime.runIfWaitingForDebugger", json::object(), session);
  }

  void behave_as_people_do() {
    const std::string session = page_session();
    devtools_.post("Input.dispatchMouseEvent", {{"type", "mouseMoved"}, {"x", 300}, {"y", 200}},
                   session);
    devtools_.post("Input.dispatchMouseEvent",
                   {{"type", "mouseWheel"}, {"x", 300}, {"y", 200}, {"deltaX", 0}, {"deltaY", 200}},
                   session);
    for (int i = 0; i < scrolls && devtools_.fault().empty(); ++i) {
      devtools_.post("Runtime.evaluate", {{"expression", scroll_script}}, session);
      listen_until(after(scroll_pause));
    }
  }

  /// Returns whether the page itself answered; a frame that does not is passed over.
  bool ask_what_is_kept() {
    const Deadline deadline = after(storage_time);
    const std::map<std::string, bool> sessions = frame_sessions_;
    for (const auto& [session, is_attached] : sessions) {
      const auto tree =
          devtools_.ask("Page.getFrameTree", json::object(), session, sooner_of(deadline));
      if (tree) ask_frames(member_of(*tree, "frameTree"), session, deadline);
    }
    const auto cookies =
        devtools_.ask("Storage.getCookies", json::object(), {}, after(answer_time));
    if (cookies) record_.take_cookies(member_of(*cookies, "cookies"), std::time(nullptr));
    const auto akkoord = devtools_.ask("Runtime.evaluate", {{"expression", "typeof akkoord"}},
                                       page_session(), after(answer_time));
    if (akkoord) {
      record_.set_has_akkoord(text_in(member_of(*akkoord, "result"), "value") == "object");
    }
    return akkoord.has_value();
  }

  /// A frame that hangs takes answer_time, and all of them storage_time.
  static Deadline sooner_of(Deadline deadline) { return std::min(deadline, after(answer_time)); }

  void ask_frames(const json& tree, const std::string& session, Deadline deadline) {
    const auto world = devtools_.ask("Page.createIsolatedWorld",
                                     {{"frameId", text_in(member_of(tree, "frame"), "id")}},
                                     session, sooner_of(deadline));
    if (world) {
      const auto kept = devtools_.ask("Runtime.evaluate",
                                      {{"expression", kept_script},
                                       {"contextId", member_of(*world, "executionContextId")},
                                       {"awaitPromise", true},
                                       {"returnByValue", true}},
                                      session, sooner_of(deadline));
      if (kept) record_.take_storage(member_of(member_of(*kept, "result"), "value"));
    }
    for (const json& child : member_of(tree, "childFrames")) ask_frames(child, session, deadline);
  }

  const VisitPlan& plan_;
  VisitRecord& record_;
  Devtools devtools_;
  std::string user_agent_;
  std::string page_target_;
  std::map<std::string, std::string> sessions_of_targets_;
  std::map<std::string, bool> frame_sessions_;
  bool has_loaded_ = false;
};

}  // namespace

VisitOutcome visit_page(const ChromiumProcess& chromium, const VisitPlan& plan,
                        VisitRecord& record) {
  return PageVisit(chromium.socket(), plan, record).run();
}

}  // namespace akkoord
