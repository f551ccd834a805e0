// SPDX-License-Identifier: MIT
//
// Findings for people: what failed with its place, remedy, rule and source; then what passed, and
// what nobody looked at and why.
#pragma once

#include <cstdio>
#include <string>

#include "core/lint/finding.h"

namespace akkoord {

/// All findings as `stream` shows them, in colours where it is a terminal; null is
/// none.
[[nodiscard]] std::string findings_text(std::FILE* stream, const Findings& findings);

}  // namespace akkoord
