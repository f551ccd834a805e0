// SPDX-License-Identifier: MIT
//
// What no schema can say of a policy: that its parts agree with one another.
#pragma once

#include <vector>

#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Checks site, records, purposes in all `languages` (read_languages()), legal bases and colours.
/// Claims: check_claims.h.
void check_policy(const Policy& policy, const std::vector<JsonValue>& languages,
                  Diagnostics& diagnostics);

}  // namespace akkoord
