// SPDX-License-Identifier: MIT
//
// The parties of a receipt, each with what ISO/IEC TS 27560 wants of one: identifier, name,
// address, contact and type. What a policy or text does not say is left empty, never made up.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace akkoord {

/// The text at `key` of an object; empty where there is none.
[[nodiscard]] std::string text_of(const nlohmann::json& object, const char* key);

/// Who asked at `site`, by `policy`.
[[nodiscard]] nlohmann::ordered_json controller_party(const nlohmann::json& policy,
                                                      std::string_view site);

/// Who receives what `service` of the words shown collects.
[[nodiscard]] nlohmann::ordered_json recipient_party(const nlohmann::json& service,
                                                     std::string_view site);

/// Who takes complaints in `country`, by the words shown.
[[nodiscard]] nlohmann::ordered_json authority_party(const nlohmann::json& words,
                                                     const std::string& country);

}  // namespace akkoord
