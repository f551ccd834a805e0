// SPDX-License-Identifier: MIT
#include "cli/browser/page_visit.h"

#include <nlohmann/json.hpp>

#include "cli/browser/devtools.h"
#include "cli/browser/tab.h"

namespace akkoord {

namespace {

/// A visit while it goes on.
class PageVisit {
 public:
  PageVisit(int socket, const VisitPlan& plan, VisitRecord& record)
      : plan_(plan),
        devtools_(socket, [this](const nlohmann::json& event) { tab_.take_event(event); }),
        tab_(devtools_, record, {.bypasses_policies = plan.bypasses_policies}) {}

  VisitOutcome run() {
    VisitOutcome outcome;
    outcome.fault = tab_.open();
    if (outcome.fault.empty()) outcome.fault = tab_.navigate(plan_.url);
    if (!outcome.fault.empty()) return outcome;
    outcome.finished_loading = tab_.has_loaded();
    tab_.behave_as_people_do();
    tab_.watch(plan_.watching_time);
    const bool answers = tab_.ask_what_is_kept();
    outcome.fault = devtools_.fault();
    if (outcome.fault.empty() && !answers) {
      outcome.fault = "the page does not answer any more: a script of it never ends";
    }
    return outcome;
  }

 private:
  const VisitPlan& plan_;
  Devtools devtools_;
  Tab tab_;
};

}  // namespace

VisitOutcome visit_page(const ChromiumProcess& chromium, const VisitPlan& plan,
                        VisitRecord& record) {
  return PageVisit(chromium.socket(), plan, record).run();
}

}  // namespace akkoord
