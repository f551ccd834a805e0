// SPDX-License-Identifier: MIT
#include "cli/browser/tab.h"

#include <algorithm>
#include <utility>

#include "cli/inspection/json_reading.h"

namespace akkoord {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr milliseconds start_time(20'000);
constexpr milliseconds load_time(30'000);
constexpr milliseconds answer_time(5'000);

constexpr int scroll_step_px = 700;
constexpr int scrolls = 12;
constexpr milliseconds scroll_pause(100);

}  // namespace

std::string Tab::fault_or(std::string_view otherwise) const {
  return devtools_.fault().empty() ? std::string(otherwise) : devtools_.fault();
}

const std::string& Tab::page_session() const noexcept {
  static const std::string none;
  const auto session = sessions_of_targets_.find(page_target_);
  return session == sessions_of_targets_.end() ? none : session->second;
}

std::string Tab::open() {
  const Deadline deadline = after(start_time);
  const auto version = devtools_.ask("Browser.getVersion", json::object(), {}, deadline);
  if (!version) return fault_or("Chromium does not answer");
  user_agent_ = text_in(*version, "userAgent");
  // Sites treat a browser that says it is headless as a robot, and spare it their tags.
  constexpr std::string_view headless = "Headless";
  if (const std::size_t at = user_agent_.find(headless); at != std::string::npos) {
    user_agent_.erase(at, headless.size());
  }
  json place = json::object();
  if (!wishes_.context.empty()) place["browserContextId"] = wishes_.context;
  json downloads = place;
  downloads["behavior"] = "deny";
  devtools_.post("Browser.setDownloadBehavior", downloads);
  attach_to_what_comes({}, true);
  place["url"] = "about:blank";
  const auto target = devtools_.ask("Target.createTarget", place, {}, deadline);
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

std::string Tab::navigate(std::string_view url) {
  const Deadline deadline = after(load_time);
  has_loaded_ = false;
  under_way_.clear();
  const auto started = devtools_.ask("Page.navigate", {{"url", url}}, page_session(), deadline);
  if (!started) return fault_or("no answer within 30 seconds");
  const std::string_view error = text_in(*started, "errorText");
  if (!error.empty()) return std::string(error);
  while (!has_loaded_ && devtools_.listen(deadline)) {
  }
  return devtools_.fault();
}

void Tab::watch(milliseconds time) {
  const Deadline deadline = after(time);
  while (devtools_.listen(deadline)) {
  }
}

void Tab::watch_until_quiet(milliseconds quiet_time, Deadline deadline) {
  last_traffic_ = std::chrono::steady_clock::now();
  while (devtools_.fault().empty() && std::chrono::steady_clock::now() < deadline) {
    const Deadline quiet_from = last_traffic_ + quiet_time;
    const bool is_quiet = under_way_.empty() && std::chrono::steady_clock::now() >= quiet_from;
    if (is_quiet) return;
    devtools_.listen(under_way_.empty() ? std::min(quiet_from, deadline) : deadline);
  }
}

/// Tabs first, since a prerendered page hangs beside the page in its tab.
void Tab::attach_to_what_comes(std::string_view session, bool is_browser) {
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

void Tab::take_event(const json& event) {
  const std::string_view method = text_in(event, "method");
  const std::string session(text_in(event, "sessionId"));
  const json& params = member_of(event, "params");
  if (method == "Target.attachedToTarget") {
    const json& target = member_of(params, "targetInfo");
    const bool is_ours =
        wishes_.context.empty() || text_in(target, "browserContextId") == wishes_.context;
    if (!is_ours) return;
    sessions_.insert(std::string(text_in(params, "sessionId")));
    if (text_in(target, "type") != "tab") record_.take_event(event);
    prepare(params);
    return;
  }
  // What an earlier tab's page still did is not this one's.
  if (!session.empty() && sessions_.find(session) == sessions_.end()) return;
  if (method == "Target.detachedFromTarget") {
    frame_sessions_.erase(std::string(text_in(params, "sessionId")));
  } else if (method == "Page.loadEventFired" && session == page_session()) {
    has_loaded_ = true;
  } else if (method == "Page.javascriptDialogOpening") {
    devtools_.post("Page.handleJavaScriptDialog", {{"accept", false}}, session);
  }
  note_traffic(method, params);
  record_.take_event(event);
}

void Tab::note_traffic(std::string_view method, const json& params) {
  const bool starts = method == "Network.requestWillBeSent";
  const bool ends = method == "Network.loadingFinished" || method == "Network.loadingFailed";
  if (!starts && !ends && method != "Page.frameNavigated") return;
  last_traffic_ = std::chrono::steady_clock::now();
  std::string id(text_in(params, "requestId"));
  // What a page leaves behind when it goes is told of no more.
  const bool is_page = method == "Page.frameNavigated" &&
                       member_of(member_of(params, "frame"), "parentId").is_null();
  if (is_page) {
    under_way_.clear();
  } else if (starts && text_in(params, "type") != "EventSource") {
    under_way_.insert(std::move(id));
  } else if (ends) {
    under_way_.erase(id);
  }
}

/// Sets up what was attached before it may run.
void Tab::prepare(const json& attached) {
  const json& target = member_of(attached, "targetInfo");
  const std::string session(text_in(attached, "sessionId"));
  const std::string_view type = text_in(target, "type");
  if (type != "tab") {
    devtools_.post("Network.enable", {{"maxTotalBufferSize", 0}, {"maxResourceBufferSize", 0}},
                   session);
    devtools_.post("Audits.enable", json::object(), session);
    devtools_.post("Emulation.setUserAgentOverride", {{"userAgent", user_agent_}}, session);
    if (!wishes_.headers.empty()) {
      devtools_.post("Network.setExtraHTTPHeaders", {{"headers", wishes_.headers}}, session);
    }
  }
  if (type == "page" || type == "iframe") {
    sessions_of_targets_[std::string(text_in(target, "targetId"))] = session;
    frame_sessions_.insert(session);
    prepare_document(session, type == "page");
  }
  attach_to_what_comes(session, false);
  devtools_.post("Runtime.runIfWaitingForDebugger", json::object(), session);
}

void Tab::prepare_document(const std::string& session, bool is_page) {
  devtools_.post("Page.enable", json::object(), session);
  if (wishes_.bypasses_policies) {
    devtools_.post("Page.setBypassCSP", {{"enabled", true}}, session);
  }
  if (!wishes_.early_script.empty()) {
    devtools_.post("Page.addScriptToEvaluateOnNewDocument", {{"source", wishes_.early_script}},
                   session);
  }
  if (is_page && wishes_.screen) {
    devtools_.post("Emulation.setDeviceMetricsOverride",
                   {{"width", wishes_.screen->width_px},
                    {"height", wishes_.screen->height_px},
                    {"deviceScaleFactor", 2},
                    {"mobile", true}},
                   session);
  }
}

void Tab::behave_as_people_do() {
  const std::string session = page_session();
  devtools_.post("Input.dispatchMouseEvent", {{"type", "mouseMoved"}, {"x", 300}, {"y", 200}},
                 session);
  devtools_.post("Input.dispatchMouseEvent",
                 {{"type", "mouseWheel"}, {"x", 300}, {"y", 200}, {"deltaX", 0}, {"deltaY", 200}},
                 session);
  for (int i = 0; i < scrolls && devtools_.fault().empty(); ++i) {
    scroll_by(scroll_step_px);
    watch(scroll_pause);
  }
}

void Tab::scroll_by(int pixels) {
  devtools_.post("Runtime.evaluate",
                 {{"expression", "window.scrollBy(0, " + std::to_string(pixels) + ")"}},
                 page_session());
}

void Tab::add_early_script(std::string_view script) {
  static_cast<void>(devtools_.ask("Page.addScriptToEvaluateOnNewDocument", {{"source", script}},
                                  page_session(), after(answer_time)));
}

void Tab::click(double x_px, double y_px) {
  const std::string session = page_session();
  json press = {{"type", "mouseMoved"}, {"x", x_px}, {"y", y_px}};
  devtools_.post("Input.dispatchMouseEvent", press, session);
  press["button"] = "left";
  press["clickCount"] = 1;
  for (const char* const step : {"mousePressed", "mouseReleased"}) {
    press["type"] = step;
    if (!devtools_.ask("Input.dispatchMouseEvent", press, session, after(answer_time))) return;
  }
}

void Tab::press_escape() {
  constexpr int escape = 27;
  for (const char* const step : {"keyDown", "keyUp"}) {
    const json stroke = {
        {"type", step}, {"key", "Escape"}, {"code", "Escape"}, {"windowsVirtualKeyCode", escape}};
    if (!devtools_.ask("Input.dispatchKeyEvent", stroke, page_session(), after(answer_time))) {
      return;
    }
  }
}

std::optional<json> Tab::evaluate(json params) {
  params["awaitPromise"] = true;
  params["returnByValue"] = true;
  const auto answer = devtools_.ask("Runtime.evaluate", params, page_session(), after(answer_time));
  if (!answer || !member_of(*answer, "exceptionDetails").is_null()) return std::nullopt;
  return member_of(member_of(*answer, "result"), "value");
}

std::optional<json> Tab::run(std::string_view script) {
  return evaluate({{"expression", script}});
}

std::optional<json> Tab::run_apart(std::string_view script, std::string_view world) {
  const auto made =
      devtools_.ask("Page.createIsolatedWorld", {{"frameId", page_target_}, {"worldName", world}},
                    page_session(), after(answer_time));
  if (!made) return std::nullopt;
  return evaluate({{"expression", script}, {"contextId", member_of(*made, "executionContextId")}});
}

}  // namespace akkoord
