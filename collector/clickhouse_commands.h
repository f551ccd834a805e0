// SPDX-License-Identifier: MIT
//
// The commands of `akkoord-collector` where ClickHouse is the store.
#pragma once

#include <string_view>

#include "collector/clickhouse_place.h"
#include "collector/commands.h"
#include "collector/data_folder.h"

namespace akkoord {

/// Goes through the logs of all shards.
CollectorExit check_clickhouse_logs(const ClickHousePlace& place);
/// Gives the log of this collector's shard a new key.
CollectorExit rotate_clickhouse_key(const ClickHousePlace& place, const DataFolder& folder);
/// Deletes the records of the chain that `id` belongs to.
CollectorExit erase_in_clickhouse(const ClickHousePlace& place, const ConsentId& id);
/// Says that `command` does nothing here, and what to do.
CollectorExit not_with_clickhouse(std::string_view command);

}  // namespace akkoord
