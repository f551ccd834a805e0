// SPDX-License-Identifier: MIT
#include "core/lint/finding.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <utility>

namespace akkoord {

std::string_view name_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::passed:
      return "passed";
    case Verdict::failed:
      return "failed";
    case Verdict::not_checked:
      break;
  }
  return "not_checked";
}

Finding failed_at(const LintRule& rule, Severity severity, const JsonPlace& place,
                  std::string evidence, std::string remedy) {
  return {&rule, Verdict::failed, severity, place, {}, std::move(evidence), std::move(remedy)};
}

Finding failed_on(const LintRule& rule, Severity severity, std::string_view page,
                  std::string evidence, std::string remedy) {
  return {&rule,
          Verdict::failed,
          severity,
          {},
          std::string(page),
          std::move(evidence),
          std::move(remedy)};
}

Finding passed(const LintRule& rule, std::string evidence) {
  return {&rule, Verdict::passed, Severity::note, {}, {}, std::move(evidence), {}};
}

Finding not_checked(const LintRule& rule, std::string evidence, std::string remedy) {
  return {&rule, Verdict::not_checked, Severity::note,   {},
          {},    std::move(evidence),  std::move(remedy)};
}

Finding page_needed(const LintRule& rule) {
  return not_checked(rule, "the policy alone does not tell: a page has to be opened",
                     "akkoord lint POLICY --site URL opens it.");
}

FindingTotals totals_of(const Findings& findings) noexcept {
  FindingTotals totals;
  for (const Finding& finding : findings) {
    if (finding.verdict == Verdict::passed) {
      ++totals.passed;
    } else if (finding.verdict == Verdict::not_checked) {
      ++totals.not_checked;
    } else if (finding.severity == Severity::error) {
      ++totals.errors;
    } else if (finding.severity == Severity::warning) {
      ++totals.warnings;
    } else {
      ++totals.notes;
    }
  }
  return totals;
}

bool has_errors(const Findings& findings) noexcept {
  return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.verdict == Verdict::failed && finding.severity == Severity::error;
  });
}

Findings merged(Findings of_policy, Findings of_pages) {
  std::move(of_pages.begin(), of_pages.end(), std::back_inserter(of_policy));
  // What the strongest verdict of each rule is: a failure, then "passed".
  const auto strength = [](const Finding& finding) {
    constexpr std::array<int, 3> by_verdict = {1, 2, 0};
    return by_verdict[static_cast<std::size_t>(finding.verdict)];
  };
  std::map<const LintRule*, int> strongest;
  for (const Finding& finding : of_policy) {
    int& known = strongest[finding.rule];
    known = std::max(known, strength(finding));
  }
  Findings all;
  for (Finding& finding : of_policy) {
    int& kept = strongest[finding.rule];
    if (strength(finding) != kept) continue;
    if (finding.verdict != Verdict::failed) kept = -1;  // once is enough
    all.push_back(std::move(finding));
  }
  std::stable_sort(all.begin(), all.end(), [](const Finding& a, const Finding& b) {
    return a.rule->number < b.rule->number;
  });
  return all;
}

}  // namespace akkoord
