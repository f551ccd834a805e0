// SPDX-License-Identifier: MIT
//
// The languages of a policy: there, and complete. English is the measure, so that a text missing
// in one language stops the compiler and not a visitor.
#pragma once

#include <vector>

#include "core/compile/catalogue.h"
#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The language files of `policy`, in its order. What is missing is reported and left out.
[[nodiscard]] std::vector<JsonValue> read_languages(const Policy& policy,
                                                    const Catalogue& catalogue,
                                                    Diagnostics& diagnostics);

}  // namespace akkoord
