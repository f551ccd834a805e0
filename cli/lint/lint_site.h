// SPDX-License-Identifier: MIT
//
// What a site's pages say about the rules that need pages. Where the policy asks for no consent
// there need be no banner, and rules about one hold by themselves.
#pragma once

#include "cli/lint/site_visits.h"
#include "core/compile/policy.h"
#include "core/lint/finding.h"

namespace akkoord {

/// Judges by all rules that visits can tell about, in their order.
[[nodiscard]] Findings lint_site(const SiteVisits& visits, const Policy& policy);

}  // namespace akkoord
