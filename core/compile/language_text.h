// SPDX-License-Identifier: MIT
//
// What a visitor reads, in one language: the catalogue's texts, those that the policy words itself,
// and the services. web/banner/language.ts has its type.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/compile/json_value.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Keys and texts of the first layer, with the controller's name filled in.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> banner_texts(
    const JsonValue& language, const Policy& policy);

/// The file LANG.json.
[[nodiscard]] std::string language_json(const JsonValue& language, const Policy& policy);

}  // namespace akkoord
