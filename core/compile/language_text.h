// SPDX-License-Identifier: MIT
//
// What a visitor reads, in one language: the catalogue's texts, those that the policy words itself,
// and the services. web/banner/language.ts has its type.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compile/catalogue.h"
#include "core/compile/json_value.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Keys and texts of the first layer, with the controller's name filled in.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> banner_texts(
    const JsonValue& language, const Policy& policy);

/// The privacy notice for readers of `language`, by country; behind an empty one, that for pages of
/// none. Countries that have no other are left out.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> notices_in(
    const Policy& policy, std::string_view language);

/// The file LANG.json. Authorities are the catalogue's.
[[nodiscard]] std::string language_json(const JsonValue& language, const Policy& policy,
                                        const Catalogue& catalogue);

}  // namespace akkoord
