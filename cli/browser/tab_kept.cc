// SPDX-License-Identifier: MIT
//
// What of a Tab asks the page and its frames for what they keep.
#include <algorithm>
#include <ctime>

#include "cli/browser/tab.h"
#include "cli/inspection/json_reading.h"

namespace akkoord {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

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

/// A frame that hangs takes answer_time, and all of them storage_time.
Deadline sooner_of(Deadline deadline) {
  return std::min(deadline, after(answer_time));
}

}  // namespace

bool Tab::ask_what_is_kept() {
  const Deadline deadline = after(storage_time);
  const std::set<std::string> sessions = frame_sessions_;
  for (const std::string& session : sessions) {
    const auto tree =
        devtools_.ask("Page.getFrameTree", json::object(), session, sooner_of(deadline));
    if (tree) ask_frames(member_of(*tree, "frameTree"), session, deadline);
  }
  json place = json::object();
  if (!wishes_.context.empty()) place["browserContextId"] = wishes_.context;
  const auto cookies = devtools_.ask("Storage.getCookies", place, {}, after(answer_time));
  if (cookies) record_.take_cookies(member_of(*cookies, "cookies"), std::time(nullptr));
  const auto akkoord = devtools_.ask("Runtime.evaluate", {{"expression", "typeof akkoord"}},
                                     page_session(), after(answer_time));
  if (akkoord) {
    record_.set_has_akkoord(text_in(member_of(*akkoord, "result"), "value") == "object");
  }
  return akkoord.has_value();
}

void Tab::ask_frames(const json& tree, const std::string& session, Deadline deadline) {
  const auto world = devtools_.ask("Page.createIsolatedWorld",
                                   {{"frameId", text_in(member_of(tree, "frame"), "id")}}, session,
                                   sooner_of(deadline));
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

}  // namespace akkoord
