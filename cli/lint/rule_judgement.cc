// SPDX-License-Identifier: MIT
#include "cli/lint/rule_judgement.h"

#include <utility>

#include "core/compile/quoted.h"

namespace akkoord {

void RuleJudgement::fail(std::string_view page, const std::string& evidence, std::string remedy) {
  fail(page, evidence, std::move(remedy), rule_->severity);
}

void RuleJudgement::fail(std::string_view page, const std::string& evidence, std::string remedy,
                         Severity severity) {
  // Whatever a site had a say in is printed without control characters.
  std::string shown = printable(evidence);
  if (!known_.insert(shown).second || failures_.size() >= max_failures) return;
  failures_.push_back(
      failed_on(*rule_, severity, printable(page), std::move(shown), std::move(remedy)));
}

void RuleJudgement::could_not_look(std::string evidence, std::string remedy) {
  if (!obstacle_.empty()) return;
  obstacle_ = std::move(evidence);
  remedy_ = std::move(remedy);
}

void RuleJudgement::put_into(Findings& findings) const {
  if (fails()) {
    findings.insert(findings.end(), failures_.begin(), failures_.end());
    if (known_.size() > failures_.size()) {
      findings.back().evidence +=
          " (and " + std::to_string(known_.size() - failures_.size()) + " more like it)";
    }
  } else if (!evidence_.empty()) {
    findings.push_back(passed(*rule_, printable(evidence_)));
  } else {
    findings.push_back(not_checked(
        *rule_, obstacle_.empty() ? "no page showed what it is about" : printable(obstacle_),
        remedy_));
  }
}

}  // namespace akkoord
