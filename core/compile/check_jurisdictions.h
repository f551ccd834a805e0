// SPDX-License-Identifier: MIT
//
// Whether each page of the site is one country's at most, and each country has pages.
#pragma once

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Checks the countries of a policy against one another, and what services and notices say of
/// them.
void check_jurisdictions(const Policy& policy, Diagnostics& diagnostics);

}  // namespace akkoord
