// SPDX-License-Identifier: MIT
//
// What a visitor's consent lets happen, a dpv:Process a service: purpose, data, recipient, where it
// is kept and for how long. By the words shown; without them by category, as far as the event goes.
#pragma once

#include <nlohmann/json.hpp>

namespace akkoord {

/// The processes that `event` grants. `words` is what was shown; null where it is not known.
[[nodiscard]] nlohmann::ordered_json processes_of(const nlohmann::json& event,
                                                  const nlohmann::json* words);

}  // namespace akkoord
