// SPDX-License-Identifier: MIT
//
// Visitors of a site, one after another, each new: they open pages, look, and press buttons.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "cli/browser/chromium_process.h"
#include "cli/browser/tab.h"
#include "cli/inspection/own_hosts.h"
#include "cli/inspection/service_index.h"
#include "cli/lint/site_visits.h"

namespace akkoord {

/// What pages are judged by, and how long they are watched.
struct VisitTerms {
  /// The site's own hosts.
  OwnHosts own;
  /// Whose everything is.
  const ServiceIndex* services = nullptr;
  /// The longest watch once a page has loaded.
  std::chrono::milliseconds longest_watch{};
  /// Until when all visits together may take.
  Deadline deadline;
};

/// What a visitor is like.
struct VisitorWishes {
  /// Sends Sec-GPC: 1, and has navigator.globalPrivacyControl.
  bool sends_gpc = false;
  /// A telephone's screen.
  std::optional<Screen> screen{};
};

/// Drives one Chromium.
class SiteVisitor {
 public:
  /// Speaks with `chromium`, which must outlive this and have no other visits.
  SiteVisitor(const ChromiumProcess& chromium, VisitTerms terms);

  /// Sends the visitor away, if any, and has a new one open an empty tab.
  [[nodiscard]] bool begin(const VisitorWishes& wishes);
  /// Opens `url` and watches until the page is quiet. False where it can't be reached.
  [[nodiscard]] bool go(std::string_view url);
  /// Watches the page for the whole time that pages are watched.
  void linger();
  /// Moves the mouse and scrolls.
  void behave_as_people_do();
  /// Presses Escape and watches.
  void press_escape();
  /// Presses a kind of button of the layer, or the way back; false where there is none.
  [[nodiscard]] bool press(std::string_view kind);

  /// Looks at the page, and at what it did since go() or turn_page().
  [[nodiscard]] PageStop look();
  /// The layer that asks.
  [[nodiscard]] std::optional<SeenLayer> layer();
  /// The calls of Google's tag.
  [[nodiscard]] std::optional<GoogleCalls> google_calls();
  /// From here on only what comes anew is told by look().
  void turn_page() { record_->turn_page(); }
  /// Sets the visitor's clock ahead and drops what will have expired by then.
  void move_clock(int days);

  /// Whether all visits may go on.
  [[nodiscard]] bool may_go_on() const;
  /// Why the last go() failed.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  /// The page script's answer to `call`, e.g. "layer()".
  [[nodiscard]] nlohmann::json ask_page(const std::string& call);
  [[nodiscard]] std::string layer_words();
  void settle();
  void end_visit();

  VisitTerms terms_;
  Devtools devtools_;
  std::unique_ptr<VisitRecord> record_;
  std::unique_ptr<Tab> tab_;
  std::string context_;
  std::string asked_url_;
  std::string fault_;
  bool has_arrived_ = false;
};

}  // namespace akkoord
