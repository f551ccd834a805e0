// SPDX-License-Identifier: MIT
//
// The rules that a lint knows: what each asks for, on whose word, and what it must see to judge.
// Numbers 1 to 30 are those of docs/lint.md's first table, 31 and up of its second; ids and numbers
// stand in reports that others keep, so neither is ever given to another rule.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "core/compile/diagnostic.h"

namespace akkoord {

/// What a rule must see.
enum class RuleNeeds : std::uint8_t {
  /// The policy alone tells whether it holds.
  policy,
  /// A page must be opened; the policy can show that it fails, never that it holds.
  page,
};

/// The word for it: "policy" or "page".
[[nodiscard]] std::string_view name_of(RuleNeeds needs) noexcept;

/// A rule.
struct LintRule {
  /// Its name in reports: lower-case words joined by hyphens.
  std::string_view id;
  /// What it asks for, as a sentence without full stop.
  std::string_view title;
  /// The law, decision or guidance that it follows.
  std::string_view source;
  /// Its number.
  int number;
  /// What it must see.
  RuleNeeds needs;
  /// How bad a failure is at its worst: error only where the law leaves no doubt.
  Severity severity;
};

/// All rules, by number.
[[nodiscard]] std::span<const LintRule> lint_rules() noexcept;

/// The rule called `id`; null where there is none.
[[nodiscard]] const LintRule* rule_named(std::string_view id) noexcept;

}  // namespace akkoord
