// SPDX-License-Identifier: MIT
//
// "store": {"clickhouse": {...}} of the collector's configuration: where ClickHouse is, and which
// of its collectors this is.
#pragma once

#include <filesystem>

#include "collector/clickhouse_place.h"
#include "core/compile/json_value.h"
#include "core/event/event_fault.h"

namespace akkoord {

/// Reads the object `json`; files in it are seen from `folder`. What is wrong with it, `fault`
/// says. The password is read from its file or the environment here, and from neither again.
[[nodiscard]] ClickHousePlace read_clickhouse(const JsonValue& json,
                                              const std::filesystem::path& folder,
                                              EventFault& fault);

}  // namespace akkoord
