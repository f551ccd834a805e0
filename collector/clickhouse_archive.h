// SPDX-License-Identifier: MIT
//
// What was shown, kept by its SHA-256 in ClickHouse: archive.h for all collectors together.
#pragma once

#include <cstdint>
#include <optional>

#include "collector/archive.h"
#include "collector/clickhouse.h"

namespace akkoord {

/// Keeps a file, once. Throws ClickHouseFault.
void archive(ClickHouse& clickhouse, const ArchivedFile& file, std::int64_t now_s);

/// The file of that hash; nothing where none was kept. Throws likewise.
[[nodiscard]] std::optional<ArchivedFile> archived(ClickHouse& clickhouse, const Digest& hash);

}  // namespace akkoord
