// SPDX-License-Identifier: MIT
//
// Judges a policy by every rule that needs no page. Reads no file and no clock.
#pragma once

#include <optional>

#include "core/compile/compile.h"
#include "core/lint/finding.h"

namespace akkoord {

/// One finding at least for every rule, in their order, about what open_policy() made of `input`,
/// errors or not. Rules that need a page are not checked, unless the policy shows already that
/// they fail.
[[nodiscard]] Findings lint_policy(const CompileInput& input, const OpenedPolicy& opened);

}  // namespace akkoord
