// SPDX-License-Identifier: MIT
//
// The key of a shard's log, a file of the collector's machine (signing_key.h). While a new key
// takes over, FILE.next lies beside it.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "collector/clickhouse.h"
#include "core/proof/merkle_tree.h"

namespace akkoord {

/// The seed in `file`: made where neither file nor log is there yet. A change of key that was cut
/// short is finished first. Throws ClickHouseFault.
[[nodiscard]] std::optional<Digest> shard_seed(ClickHouse& clickhouse, const std::string& shard,
                                               const std::filesystem::path& file,
                                               std::int64_t now_s, std::string& fault);

/// Gives the log of `shard` a new key, signed by the one in `file`, which then is the new one. Call
/// it while no collector writes the shard. Returns what failed; empty where all went well.
[[nodiscard]] std::string rotate_shard_key(ClickHouse& clickhouse, const std::string& shard,
                                           const std::filesystem::path& file, std::int64_t now_s);

}  // namespace akkoord
