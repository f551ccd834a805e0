// SPDX-License-Identifier: MIT
//
// One tab of a headless Chromium, driven as a visitor would: opens pages, moves, clicks, types and
// reads what is shown and stored. All that happens in it is told to a VisitRecord.
#pragma once

#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/browser/devtools.h"
#include "cli/inspection/visit_record.h"

namespace akkoord {

/// A screen in CSS pixels; none is the browser's own window.
struct Screen {
  /// Its width.
  int width_px = 0;
  /// Its height.
  int height_px = 0;
};

/// What a tab is to be like.
struct TabWishes {
  /// The browser's context that it lives in; empty for the first one.
  std::string context{};
  /// Whether pages' policies (CSP) are set aside.
  bool bypasses_policies = false;
  /// What runs in each document ahead of the page's own scripts.
  std::string early_script{};
  /// Headers that each request has besides its own.
  nlohmann::json headers = nlohmann::json::object();
  /// The screen of a telephone, where one is wanted.
  std::optional<Screen> screen{};
};

/// A tab. `devtools` and `record` must outlive it, and whoever listens must hand it all events.
class Tab {
 public:
  /// A tab that is not open yet.
  Tab(Devtools& devtools, VisitRecord& record, TabWishes wishes)
      : devtools_(devtools), record_(record), wishes_(std::move(wishes)) {}

  /// Opens it, empty. Returns why it could not; empty where all went well.
  [[nodiscard]] std::string open();
  /// Goes to `url` and waits for the page to load. Returns why it could not; a page that goes on
  /// loading is no fault.
  [[nodiscard]] std::string navigate(std::string_view url);
  /// Whether the page's load event has come since the last navigation.
  [[nodiscard]] bool has_loaded() const noexcept { return has_loaded_; }

  /// Takes an event of the conversation; what is not of this tab is passed over.
  void take_event(const nlohmann::json& event);
  /// Listens for `time`.
  void watch(std::chrono::milliseconds time);
  /// Listens until nothing was asked for or answered for `quiet_time`, at most until `deadline`.
  void watch_until_quiet(std::chrono::milliseconds quiet_time, Deadline deadline);

  /// Moves the mouse and scrolls as people do before they look at a banner.
  void behave_as_people_do();
  /// Clicks at a place of the window, in CSS pixels.
  void click(double x_px, double y_px);
  /// Presses Escape.
  void press_escape();
  /// Has `script` run in each document of the page from the next one on, ahead of its own.
  void add_early_script(std::string_view script);
  /// Scrolls the page by its own script.
  void scroll_by(int pixels);

  /// Runs a script in the page's own world and returns its value; promises are waited for. Nothing
  /// where it throws or does not answer.
  [[nodiscard]] std::optional<nlohmann::json> run(std::string_view script);
  /// Runs a script apart from the page's own, in the world called `world`.
  [[nodiscard]] std::optional<nlohmann::json> run_apart(std::string_view script,
                                                        std::string_view world);
  /// Tells the record what is kept: cookies, and what each frame stores. Returns whether the page
  /// itself answered; a frame that does not is passed over.
  [[nodiscard]] bool ask_what_is_kept();

 private:
  [[nodiscard]] std::string fault_or(std::string_view otherwise) const;
  [[nodiscard]] const std::string& page_session() const noexcept;
  void attach_to_what_comes(std::string_view session, bool is_browser);
  void prepare(const nlohmann::json& attached);
  void prepare_document(const std::string& session, bool is_page);
  void note_traffic(std::string_view method, const nlohmann::json& params);
  void ask_frames(const nlohmann::json& tree, const std::string& session, Deadline deadline);
  [[nodiscard]] std::optional<nlohmann::json> evaluate(nlohmann::json params);

  Devtools& devtools_;
  VisitRecord& record_;
  TabWishes wishes_;
  std::string user_agent_;
  std::string page_target_;
  std::map<std::string, std::string> sessions_of_targets_;
  std::set<std::string, std::less<>> sessions_;
  std::set<std::string> frame_sessions_;
  std::set<std::string, std::less<>> under_way_;
  Deadline last_traffic_;
  bool has_loaded_ = false;
};

}  // namespace akkoord
