// SPDX-License-Identifier: MIT
//
// Services as a policy names them, in full: a preset's keys, each replaced whole where the policy
// gives it too. A key keeps the place of the file that it came from, so that errors name that file.
#pragma once

#include <vector>

#include "core/compile/catalogue.h"
#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"
#include "core/compile/schema.h"

namespace akkoord {

/// The services of `policy` in their order. What can't be expanded is reported and left out.
[[nodiscard]] std::vector<JsonValue> expand_services(const JsonValue& policy,
                                                     const Catalogue& catalogue,
                                                     const Schema& schema,
                                                     Diagnostics& diagnostics);

}  // namespace akkoord
