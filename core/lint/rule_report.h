// SPDX-License-Identifier: MIT
//
// Collects what one rule finds, so that every rule ends with one finding at least.
#pragma once

#include <string>
#include <string_view>

#include "core/lint/finding.h"

namespace akkoord {

/// One rule's findings while it is judged.
class RuleReport {
 public:
  /// Findings of the rule called `id`, which must exist, go to the end of `findings`.
  RuleReport(std::string_view id, Findings& findings)
      : rule_(*rule_named(id)), findings_(findings), first_(findings.size()) {}

  /// A failure at a place.
  void fail(Severity severity, const JsonPlace& place, std::string evidence, std::string remedy);
  /// Whether something failed.
  [[nodiscard]] bool has_failed() const noexcept { return findings_.size() > first_; }
  /// Ends a rule that the policy alone decides: passed, unless something failed.
  void end(std::string evidence);
  /// Ends a rule that the policy alone does not decide: not checked, unless something failed.
  void end_open(std::string evidence, std::string remedy);
  /// Ends a rule that needs a page.
  void end_without_page();

 private:
  const LintRule& rule_;
  Findings& findings_;
  std::size_t first_;
};

}  // namespace akkoord
