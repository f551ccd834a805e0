// SPDX-License-Identifier: MIT
//
// Findings as SARIF 2.1.0 (OASIS, 2020), which code hosts and editors show beside the lines. A rule
// that holds is a result of kind "pass", one that nobody looked at of kind "open".
#pragma once

#include <string>
#include <string_view>

#include "core/lint/finding.h"

namespace akkoord {

/// All findings as one SARIF log in ASCII, ending in '\n'; `version` is the program's.
[[nodiscard]] std::string findings_sarif(const Findings& findings, std::string_view version);

}  // namespace akkoord
