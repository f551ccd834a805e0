// SPDX-License-Identifier: MIT
//
// Reports for programs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/inspection.h"
#include "cli/inspection/inspection_text.h"

namespace akkoord {

/// All reports as one JSON object in ASCII, ending in '\n'; `draft` is a policy's text or empty.
[[nodiscard]] std::string reports_json(const std::vector<PageReport>& reports,
                                       const ReportStyle& style, std::string_view draft);

}  // namespace akkoord
