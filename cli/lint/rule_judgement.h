// SPDX-License-Identifier: MIT
//
// What is found out about one rule while visits are gone through: each failure once, and where
// there is none, what speaks for it or why nobody could look.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

#include "core/lint/finding.h"

namespace akkoord {

/// How many failures of one rule are told apart; the last says how many more there are.
inline constexpr std::size_t max_failures = 12;

/// Gathers findings about one rule.
class RuleJudgement {
 public:
  /// About the rule called `id`, which must exist.
  explicit RuleJudgement(std::string_view id) : rule_(rule_named(id)) {}

  /// Adds a failure, unless the same evidence was given before. As bad as the rule's worst.
  void fail(std::string_view page, const std::string& evidence, std::string remedy);
  /// Likewise, as bad as `severity`.
  void fail(std::string_view page, const std::string& evidence, std::string remedy,
            Severity severity);
  /// Says what was looked at: the rule holds unless something fails.
  void looked_at(std::string evidence) { evidence_ = std::move(evidence); }
  /// Says why nobody could look, should nothing else be said.
  void could_not_look(std::string evidence, std::string remedy);

  /// Whether anything failed.
  [[nodiscard]] bool fails() const noexcept { return !known_.empty(); }
  /// Puts what was found behind `findings`.
  void put_into(Findings& findings) const;

 private:
  const LintRule* rule_;
  Findings failures_;
  std::set<std::string> known_;
  std::string evidence_;
  std::string obstacle_;
  std::string remedy_;
};

}  // namespace akkoord
