// SPDX-License-Identifier: MIT
#include "cli/lint_text.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "cli/diagnostic_text.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

std::string failure_text(std::FILE* stream, const Finding& finding) {
  Diagnostic message =
      diagnostic_at(finding.severity, finding.place, finding.evidence, finding.remedy);
  if (!finding.page.empty()) message.path = finding.page;
  if (message.path.empty()) message.path = "policy";
  const LintRule& rule = *finding.rule;
  return text_for(stream, message) + "    Rule " + std::to_string(rule.number) + ", " +
         std::string(rule.id) + ": " + std::string(rule.source) + "\n";
}

/// Number and title of a rule, on a line.
std::string line_of(const LintRule& rule) {
  const std::string number = std::to_string(rule.number);
  return std::string(number.size() < 2 ? "   " : "  ") + number + "  " + std::string(rule.title) +
         "\n";
}

std::string passed_text(const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (finding.verdict != Verdict::passed) continue;
    if (text.empty()) text = "\nNothing was found against:\n";
    text += line_of(*finding.rule);
  }
  return text;
}

bool is_same_reason(const Finding& one, const Finding& other) {
  return one.verdict == Verdict::not_checked && other.verdict == Verdict::not_checked &&
         one.evidence == other.evidence && one.remedy == other.remedy;
}

/// Rules that nobody looked at, those of one reason together.
std::string not_checked_text(const Findings& findings) {
  std::string text;
  for (auto one = findings.begin(); one != findings.end(); ++one) {
    if (one->verdict != Verdict::not_checked) continue;
    const auto same = [one](const Finding& other) { return is_same_reason(*one, other); };
    if (std::any_of(findings.begin(), one, same)) continue;
    text += "\nNot checked: " + printable(one->evidence) + ".\n";
    if (!one->remedy.empty()) text += "    " + printable(one->remedy) + "\n";
    for (auto other = one; other != findings.end(); ++other) {
      if (same(*other)) text += line_of(*other->rule);
    }
  }
  return text;
}

std::string counted(std::size_t count, std::string_view word) {
  return std::to_string(count) + " " + std::string(word) + (count == 1 ? "" : "s");
}

}  // namespace

std::string findings_text(std::FILE* stream, const Findings& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (finding.verdict == Verdict::failed) text += failure_text(stream, finding);
  }
  text += passed_text(findings) + not_checked_text(findings);
  const FindingTotals totals = totals_of(findings);
  return text + "\n" + counted(totals.errors, "error") + ", " +
         counted(totals.warnings, "warning") + ", " + counted(totals.notes, "note") + "; " +
         counted(totals.passed, "rule") + " passed, " + std::to_string(totals.not_checked) +
         " not checked.\nA lint finds what it looks for; it does not judge a site as a whole.\n";
}

}  // namespace akkoord
