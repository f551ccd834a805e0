// SPDX-License-Identifier: MIT
#include "cli/browser/pictured_page.h"

#include <chrono>
#include <utility>

#include "cli/browser/base64.h"
#include "cli/inspection/json_reading.h"

namespace akkoord {

namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr milliseconds start_time(20'000);
constexpr milliseconds load_time(30'000);
constexpr milliseconds script_time(30'000);
constexpr milliseconds picture_time(60'000);
constexpr int pixels_per_px = 2;
constexpr int widest_telephone_px = 600;

}  // namespace

PicturedPage::PicturedPage(const ChromiumProcess& chromium, PageFiles files)
    : files_(std::move(files)),
      devtools_(chromium.socket(), [this](const json& event) { take_event(event); }) {}

std::string PicturedPage::fault_or(std::string_view otherwise) const {
  return devtools_.fault().empty() ? std::string(otherwise) : devtools_.fault();
}

std::string PicturedPage::open(const Screen& screen) {
  const Deadline deadline = after(start_time);
  devtools_.post("Browser.setDownloadBehavior", {{"behavior", "deny"}});
  const auto target = devtools_.ask("Target.createTarget", {{"url", "about:blank"}}, {}, deadline);
  if (!target) return fault_or("Chromium opens no page");
  const auto attached =
      devtools_.ask("Target.attachToTarget",
                    {{"targetId", text_in(*target, "targetId")}, {"flatten", true}}, {}, deadline);
  if (!attached) return fault_or("Chromium opens no page");
  session_ = text_in(*attached, "sessionId");
  devtools_.post("Page.enable", json::object(), session_);
  devtools_.post("Emulation.setDeviceMetricsOverride",
                 {{"width", screen.width_px},
                  {"height", screen.height_px},
                  {"deviceScaleFactor", pixels_per_px},
                  {"mobile", screen.width_px <= widest_telephone_px}},
                 session_);
  const json still = json::array({{{"name", "prefers-reduced-motion"}, {"value", "reduce"}}});
  devtools_.post("Emulation.setEmulatedMedia", {{"features", still}}, session_);
  const json all = json::array({{{"urlPattern", "*"}}});
  const auto ready = devtools_.ask("Fetch.enable", {{"patterns", all}}, session_, deadline);
  return ready ? std::string() : fault_or("Chromium does not let its requests be answered");
}

std::string PicturedPage::navigate(std::string_view url) {
  const Deadline deadline = after(load_time);
  has_loaded_ = false;
  const auto started = devtools_.ask("Page.navigate", {{"url", url}}, session_, deadline);
  if (!started) return fault_or("no answer within 30 seconds");
  const std::string_view error = text_in(*started, "errorText");
  if (!error.empty()) return std::string(error);
  while (!has_loaded_ && devtools_.listen(deadline)) {
  }
  return has_loaded_ ? std::string() : fault_or("the page does not finish loading");
}

std::optional<json> PicturedPage::run(std::string_view script) {
  const auto answer = devtools_.ask(
      "Runtime.evaluate", {{"expression", script}, {"returnByValue", true}, {"awaitPromise", true}},
      session_, after(script_time));
  if (!answer || answer->contains("exceptionDetails")) return std::nullopt;
  return member_of(member_of(*answer, "result"), "value");
}

std::optional<std::string> PicturedPage::bytes_of(std::string_view method, const json& params) {
  const auto answer = devtools_.ask(method, params, session_, after(picture_time));
  return answer ? from_base64(text_in(*answer, "data")) : std::nullopt;
}

std::optional<std::string> PicturedPage::picture() {
  return bytes_of("Page.captureScreenshot", {{"format", "png"}});
}

std::optional<std::string> PicturedPage::print() {
  constexpr std::string_view footer =
      R"(<div style="width:100%;margin:0 16mm;font:8px sans-serif;color:#5a656d;text-align:right">)"
      R"(<span class="pageNumber"></span> / <span class="totalPages"></span></div>)";
  return bytes_of("Page.printToPDF", {{"printBackground", true},
                                      {"preferCSSPageSize", true},
                                      {"displayHeaderFooter", true},
                                      {"headerTemplate", "<span></span>"},
                                      {"footerTemplate", footer}});
}

void PicturedPage::take_event(const json& event) {
  if (session_.empty() || text_in(event, "sessionId") != session_) return;
  const std::string_view method = text_in(event, "method");
  if (method == "Fetch.requestPaused") {
    answer_request(member_of(event, "params"));
  } else if (method == "Page.loadEventFired") {
    has_loaded_ = true;
  }
}

void PicturedPage::answer_request(const json& params) {
  const std::string id(text_in(params, "requestId"));
  const std::optional<PageFile> file = files_(text_in(member_of(params, "request"), "url"));
  if (!file) {
    devtools_.post("Fetch.failRequest", {{"requestId", id}, {"errorReason", "BlockedByClient"}},
                   session_);
    return;
  }
  const json headers = json::array({{{"name", "Content-Type"}, {"value", file->type}}});
  devtools_.post("Fetch.fulfillRequest",
                 {{"requestId", id},
                  {"responseCode", 200},
                  {"responseHeaders", headers},
                  {"body", base64_of(file->bytes)}},
                 session_);
}

}  // namespace akkoord
