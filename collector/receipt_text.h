// SPDX-License-Identifier: MIT
//
// What a receipt says, as it follows from the records that were logged.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// The descriptive part of a receipt: everything but its evidence. `records` are those of one
/// chain, from first to last, as record_bytes() writes them, read; `policies` the policies they
/// name, read. Throws nlohmann::json::exception where a record lacks what every record has.
[[nodiscard]] nlohmann::ordered_json described(const std::vector<nlohmann::json>& records,
                                               const std::vector<nlohmann::json>& policies);

/// What DPV calls the state that record `number` of a chain leads to.
[[nodiscard]] std::string_view status_of(const nlohmann::json& record, std::size_t number);

/// The categories and services that an event grants.
[[nodiscard]] std::vector<std::string> granted_by(const nlohmann::json& event);

/// 2026-11-21T22:00:00Z.
[[nodiscard]] std::string utc_text(std::int64_t time_s);

}  // namespace akkoord
