// SPDX-License-Identifier: MIT
//
// What a receipt says, as it follows from its evidence.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "collector/shown_documents.h"

namespace akkoord {

/// The descriptive part of a receipt: everything but its evidence. `records` are those of one
/// chain, from first to last, as record_bytes() writes them, read; `signed_s` is when the log's
/// head was signed. Throws nlohmann::json::exception where a record lacks what every record has.
[[nodiscard]] nlohmann::ordered_json described(const std::vector<nlohmann::json>& records,
                                               const ShownDocuments& documents,
                                               std::int64_t signed_s);

}  // namespace akkoord
