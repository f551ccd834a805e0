// SPDX-License-Identifier: MIT
//
// The hosts that a site needs for Akkoord itself: each page policy admits them, as it does what the
// policy declares in "first_party".
#pragma once

#include <string_view>

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Admits the host of `base`, the address of the folder that the script lies in; a site path needs
/// none. `diagnostics` says so where it is no such address.
void admit_base(std::string_view base, Policy& policy, Diagnostics& diagnostics);

/// Admits the collector's endpoint, where that is on a host of its own.
void admit_collector(Policy& policy);

}  // namespace akkoord
