// SPDX-License-Identifier: MIT
//
// Goes through the whole proof log and everything that leans on it, from the first leaf to the
// last.
#pragma once

#include <cstdint>
#include <string>

#include "collector/sqlite.h"

namespace akkoord {

/// What was found.
struct LogCheck {
  /// What does not hold, the first thing; empty where all does.
  std::string fault{};
  /// How many leaves, records that are still there, heads and keys were looked at.
  std::uint64_t leaves = 0;
  std::uint64_t records = 0;
  std::uint64_t heads = 0;
  std::uint64_t keys = 0;
};

/// Builds the tree anew from its leaves and holds against it: each stored subtree, each record with
/// its salt, each signed head; and that each key was named by the one before it. Throws SqliteFault
/// where the database can't be read.
[[nodiscard]] LogCheck check_log(Database& database);

}  // namespace akkoord
