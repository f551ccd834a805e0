// SPDX-License-Identifier: MIT
//
// One visit of a new visitor to one page: opens it, lets it load, moves the mouse and scrolls as
// people do (many sites wait for that with their tags), watches on, and asks what is stored. The
// visitor makes no choice.
#pragma once

#include <chrono>
#include <string>

#include "cli/browser/chromium_process.h"
#include "cli/inspection/visit_record.h"

namespace akkoord {

/// What to visit, and how.
struct VisitPlan {
  /// An http(s) URL.
  std::string url;
  /// How long to watch once the page has loaded.
  std::chrono::seconds watching_time{};
  /// Whether the page's policies (CSP) are set aside.
  bool bypasses_policies = false;
};

/// How a visit ended.
struct VisitOutcome {
  /// Why there was none; empty where all went well.
  std::string fault{};
  /// Whether the page's load event came in time; else it was watched all the same.
  bool finished_loading = false;
};

/// Visits in `chromium`, which has had no other visit, and tells `record` what happens.
[[nodiscard]] VisitOutcome visit_page(const ChromiumProcess& chromium, const VisitPlan& plan,
                                      VisitRecord& record);

}  // namespace akkoord
