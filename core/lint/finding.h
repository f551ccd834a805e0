// SPDX-License-Identifier: MIT
//
// What a lint found: one or more findings for each rule. A rule that fails has one finding for each
// place that fails; one that holds, or could not be looked at, has one in all.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/diagnostic.h"
#include "core/compile/json_place.h"
#include "core/lint/rule.h"

namespace akkoord {

/// What came of looking.
enum class Verdict : std::uint8_t {
  /// Nothing against the rule was seen.
  passed,
  /// Something was.
  failed,
  /// Nobody could look: a page or a file is missing.
  not_checked,
};

/// The word for it: "passed", "failed" or "not_checked".
[[nodiscard]] std::string_view name_of(Verdict verdict) noexcept;

/// One thing found.
struct Finding {
  /// Which rule it is about; never null, outlives the finding (rule_named()).
  const LintRule* rule = nullptr;
  /// What came of looking.
  Verdict verdict = Verdict::not_checked;
  /// How bad it is, where the rule failed.
  Severity severity = Severity::note;
  /// Where in which file; path and line are empty and 0 where it is about no file.
  JsonPlace place;
  /// The page's address, without query and fragment; empty where it is about no page.
  std::string page;
  /// What was seen.
  std::string evidence;
  /// What to do; empty where nothing is to be done.
  std::string remedy;
};

/// Findings in the order of their rules.
using Findings = std::vector<Finding>;

/// A failure at a place of a file.
[[nodiscard]] Finding failed_at(const LintRule& rule, Severity severity, const JsonPlace& place,
                                std::string evidence, std::string remedy);

/// A failure on a page.
[[nodiscard]] Finding failed_on(const LintRule& rule, Severity severity, std::string_view page,
                                std::string evidence, std::string remedy);

/// A rule that holds as far as was looked.
[[nodiscard]] Finding passed(const LintRule& rule, std::string evidence);

/// A rule that nobody could look at, and what it would take.
[[nodiscard]] Finding not_checked(const LintRule& rule, std::string evidence, std::string remedy);

/// A rule that nobody could look at, since it needs a page and there is none.
[[nodiscard]] Finding page_needed(const LintRule& rule);

/// How many failures are of each severity, how many rules held and how many nobody looked at.
struct FindingTotals {
  std::size_t errors = 0;       ///< Failures that are errors.
  std::size_t warnings = 0;     ///< Failures that are warnings.
  std::size_t notes = 0;        ///< Failures that are notes.
  std::size_t passed = 0;       ///< Rules that hold.
  std::size_t not_checked = 0;  ///< Rules that nobody looked at.
};

/// Counts.
[[nodiscard]] FindingTotals totals_of(const Findings& findings) noexcept;

/// Whether any failure is an error.
[[nodiscard]] bool has_errors(const Findings& findings) noexcept;

/// Puts what a policy and what its pages showed together, in the order of the rules: a failure
/// stays, "passed" gives way to a failure, "not checked" to either.
[[nodiscard]] Findings merged(Findings of_policy, Findings of_pages);

}  // namespace akkoord
