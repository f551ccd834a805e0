// SPDX-License-Identifier: MIT
//
// Judges a policy by every rule that needs no page. Reads no file and no clock.
#pragma once

#include <optional>

#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/compile/lock.h"
#include "core/lint/finding.h"

namespace akkoord {

/// What is judged. Views: all must outlive the call alone.
struct LintInput {
  /// What open_policy() made of the policy, errors or not.
  const OpenedPolicy& opened;
  /// Presets, languages and word lists.
  const Catalogue& catalogue;
  /// The lock file, where there is one.
  std::optional<LockFile> lock = std::nullopt;
};

/// One finding at least for every rule, in their order. Rules that need a page are not checked,
/// unless the policy shows already that they fail.
[[nodiscard]] Findings lint_policy(const LintInput& input);

}  // namespace akkoord
