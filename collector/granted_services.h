// SPDX-License-Identifier: MIT
//
// What a choice came to, service by service, by the words in which it was asked for.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace akkoord {

/// A service that was asked about.
struct AskedService {
  const nlohmann::json* text = nullptr;  ///< What the words shown say of it.
  bool granted = false;                  ///< Whether the choice grants it.
};

/// The services of `words` that `event` was asked about, in their order; mandatory ones and those
/// that need no consent in its country are none.
[[nodiscard]] std::vector<AskedService> asked_services(const nlohmann::json& words,
                                                       const nlohmann::json& event);

/// The categories and services that an event grants: "analytical", "+chat", "-hotjar".
[[nodiscard]] std::vector<std::string> granted_by(const nlohmann::json& event);

}  // namespace akkoord
