// SPDX-License-Identifier: MIT
//
// Which ClickHouse, and as which of its collectors.
#pragma once

#include <string>

#include "collector/clickhouse.h"

namespace akkoord {

/// What the configuration says of ClickHouse.
struct ClickHousePlace {
  ClickHouseSettings servers{};  ///< Where it is.
  std::string shard{};           ///< This collector's name, which no other has.
  std::string cluster{};         ///< ClickHouse's name for its servers; empty: each is told alone.

  bool operator==(const ClickHousePlace&) const = default;
};

}  // namespace akkoord
