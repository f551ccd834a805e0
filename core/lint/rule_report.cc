// SPDX-License-Identifier: MIT
#include "core/lint/rule_report.h"

#include <utility>

namespace akkoord {

void RuleReport::fail(Severity severity, const JsonPlace& place, std::string evidence,
                      std::string remedy) {
  findings_.push_back(failed_at(rule_, severity, place, std::move(evidence), std::move(remedy)));
}

void RuleReport::end(std::string evidence) {
  if (!has_failed()) findings_.push_back(passed(rule_, std::move(evidence)));
}

void RuleReport::end_open(std::string evidence, std::string remedy) {
  if (has_failed()) return;
  findings_.push_back(not_checked(rule_, std::move(evidence), std::move(remedy)));
}

void RuleReport::end_without_page() {
  if (!has_failed()) findings_.push_back(page_needed(rule_));
}

}  // namespace akkoord
