// SPDX-License-Identifier: MIT
//
// One choice as a dpv:ConsentRecord, with what ISO/IEC TS 27560 and the GDPR want of a record
// (docs/proof.md has the table).
#pragma once

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "collector/shown_documents.h"

namespace akkoord {

/// Choice `number` of the chain `records`.
[[nodiscard]] nlohmann::ordered_json consent_record(const std::vector<nlohmann::json>& records,
                                                    std::size_t number,
                                                    const ShownDocuments& documents);

/// What DPV calls the state that record `number` of a chain leads to.
[[nodiscard]] std::string_view status_of(const nlohmann::json& record, std::size_t number);

/// "urn:uuid:" and the id.
[[nodiscard]] std::string urn_of(const nlohmann::json& event);

/// 2026-11-21T22:00:00Z.
[[nodiscard]] std::string utc_text(std::int64_t time_s);

}  // namespace akkoord
