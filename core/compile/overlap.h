// SPDX-License-Identifier: MIT
//
// What a granted pattern would let through of other services. The browser adds sources up, so
// `*.facebook.com` granted admits `www.facebook.com/tr` refused: such a pattern is withheld until
// the other services are granted too, unless the policy says why it may be shared.
#pragma once

#include <string>
#include <vector>

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"
#include "core/service.h"

namespace akkoord {

/// For each service, for each of its urls: the numbers of the services that must be granted too,
/// in order.
using Needs = std::vector<std::vector<std::vector<ServiceNumber>>>;

/// Finds all overlaps. Mandatory services are always granted and so never needed.
[[nodiscard]] Needs needs_of(const Policy& policy);

/// One note for each pattern that is withheld.
void note_overlaps(const Policy& policy, const Needs& needs, Diagnostics& diagnostics);

}  // namespace akkoord
