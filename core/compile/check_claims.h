// SPDX-License-Identifier: MIT
//
// Whether each thing has one owner: ids, patterns, cookie and storage names; and whether the site's
// own sources let a service through that can be refused.
#pragma once

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Checks the claims of all services against one another and against the site's own.
void check_claims(const Policy& policy, Diagnostics& diagnostics);

}  // namespace akkoord
