// SPDX-License-Identifier: MIT
//
// Deleting records: when their time is over, or because somebody asks (GDPR 5(1)(e), 17). Record
// and salt go; the leaf stays, so that the log still verifies and tells nothing of them
// (evidence.h).
#pragma once

#include <cstdint>
#include <string_view>

#include "collector/sqlite.h"

namespace akkoord {

/// Deletes the records of the chain that `id` belongs to, before it and after, when they are rolled
/// up (roll_up.h); in a transaction of its own. Returns how many.
std::uint64_t erase_chain(Database& database, const ConsentId& id);

/// Deletes records of `policy` that expired before `expired_before_s`, at most `most` at once, and
/// none that is not rolled up yet (roll_up.h). Returns how many.
std::uint64_t erase_expired(Database& database, std::string_view policy,
                            std::int64_t expired_before_s, std::int64_t most);

/// Empties the write-ahead log, where what was deleted may stand yet. False where another program
/// that reads is in the way.
bool wipe_traces(Database& database);

}  // namespace akkoord
