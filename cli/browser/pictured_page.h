// SPDX-License-Identifier: MIT
//
// A page in a headless Chromium that gets its files from us and from nowhere else, whatever their
// addresses: to be looked at, printed or pictured. No request of it ever leaves the browser.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "cli/browser/chromium_process.h"
#include "cli/browser/devtools.h"
#include "cli/browser/tab.h"

namespace akkoord {

/// A file that a page asks for.
struct PageFile {
  std::string type{};   ///< Its media type.
  std::string bytes{};  ///< Its bytes.
};

/// The file at a URL; nothing: the request is refused.
using PageFiles = std::function<std::optional<PageFile>(std::string_view url)>;

/// The page. The browser must outlive it.
class PicturedPage {
 public:
  /// A page that is not open yet.
  PicturedPage(const ChromiumProcess& chromium, PageFiles files);

  /// Opens it, empty, on `screen`. Returns why it could not; empty where all went well.
  [[nodiscard]] std::string open(const Screen& screen);
  /// Goes to `url` and waits for it to load. Returns likewise.
  [[nodiscard]] std::string navigate(std::string_view url);
  /// Runs a script in the page and returns its value; promises are waited for. Nothing where it
  /// throws or does not answer.
  [[nodiscard]] std::optional<nlohmann::json> run(std::string_view script);
  /// What the screen shows: a PNG, two pixels for each of CSS.
  [[nodiscard]] std::optional<std::string> picture();
  /// The page on paper, each sheet with its number: a PDF.
  [[nodiscard]] std::optional<std::string> print();
  /// Why the browser does not answer any more; empty as long as it may.
  [[nodiscard]] const std::string& fault() const noexcept { return devtools_.fault(); }

 private:
  void take_event(const nlohmann::json& event);
  void answer_request(const nlohmann::json& params);
  [[nodiscard]] std::string fault_or(std::string_view otherwise) const;
  [[nodiscard]] std::optional<std::string> bytes_of(std::string_view method,
                                                    const nlohmann::json& params);

  PageFiles files_;
  Devtools devtools_;
  std::string session_;
  bool has_loaded_ = false;
};

}  // namespace akkoord
