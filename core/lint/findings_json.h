// SPDX-License-Identifier: MIT
//
// Findings for programs:
//
//     { "ok": false, "errors": 1, "warnings": 0, "notes": 0, "passed": 9, "not_checked": 29,
//       "findings": [{ "rule": "no-privacy-shield", "number": 31, "title": "...", "source": "...",
//                      "needs": "policy", "verdict": "failed", "severity": "error",
//                      "path": "2pass.json", "line": 7, "column": 3, "pointer": "/services/0",
//                      "page": null, "evidence": "...", "remedy": "..." }] }
//
// "severity" is null unless the rule failed; "path" to "pointer" are null where a finding is about
// no file, "page" where it is about no page. "ok" says that no failure is an error, and no more.
#pragma once

#include <string>

#include "core/lint/finding.h"

namespace akkoord {

/// All findings as one JSON object in ASCII, ending in '\n'.
[[nodiscard]] std::string findings_json(const Findings& findings);

}  // namespace akkoord
