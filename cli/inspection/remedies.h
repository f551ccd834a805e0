// SPDX-License-Identifier: MIT
//
// What to type next, for what a page did too early.
#pragma once

#include <string>
#include <vector>

#include "cli/inspection/inspection.h"

namespace akkoord {

struct ReportStyle;

/// Sentences, each printable, in the order in which they are best followed; none where nothing
/// fails.
[[nodiscard]] std::vector<std::string> remedies_for(const PageReport& report,
                                                    const ReportStyle& style);

/// The presets that would fit, for all that the page did or would have done; sorted, each once.
[[nodiscard]] std::vector<std::string> presets_for(const PageReport& report);

/// The hosts of others that neither policy nor catalogue knows, without ports; sorted, each once.
[[nodiscard]] std::vector<std::string> unknown_hosts(const PageReport& report);

}  // namespace akkoord
