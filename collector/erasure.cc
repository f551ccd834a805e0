// SPDX-License-Identifier: MIT
#include "collector/erasure.h"

#include <sqlite3.h>

#include "collector/local_days.h"
#include "collector/roll_up.h"

namespace akkoord {

namespace {

constexpr std::uint64_t most_rolled_up_at_once = 5'000;

std::uint64_t changes_in(Database& database) {
  return static_cast<std::uint64_t>(sqlite3_changes64(database.handle()));
}

}  // namespace

std::uint64_t erase_chain(Database& database, const ConsentId& id) {
  roll_up_all(database);
  LocalDays days(zones_in(database));
  RollUp roll_up(database, days);
  Statement erase(database,
                  "WITH RECURSIVE chain (id) AS (VALUES (?)"
                  " UNION SELECT events.previous_id FROM events JOIN chain ON events.id = chain.id"
                  " WHERE events.previous_id IS NOT NULL"
                  " UNION SELECT events.id FROM events JOIN chain ON events.previous_id = chain.id)"
                  " DELETE FROM events WHERE id IN chain");
  database.run("BEGIN IMMEDIATE");
  try {
    // What came since.
    while (roll_up.take(most_rolled_up_at_once) == most_rolled_up_at_once) {
    }
    erase.bind_bytes(id.bytes).run();
    const std::uint64_t erased = changes_in(database);
    database.run("COMMIT");
    return erased;
  } catch (const SqliteFault&) {
    database.roll_back();
    throw;
  }
}

std::uint64_t erase_expired(Database& database, std::string_view policy,
                            std::int64_t expired_before_s, std::int64_t most) {
  Statement erase(database,
                  "DELETE FROM events WHERE leaf IN (SELECT leaf FROM events WHERE policy = ? AND "
                  "expires_s < ? AND leaf < (SELECT next_leaf FROM rolled_up) LIMIT ?)");
  erase.bind_text(policy).bind(expired_before_s).bind(most).run();
  return changes_in(database);
}

bool wipe_traces(Database& database) {
  Statement checkpoint(database, "PRAGMA wal_checkpoint(TRUNCATE)");
  const bool wiped = checkpoint.step() && checkpoint.number(0) == 0;
  checkpoint.reset();
  return wiped;
}

}  // namespace akkoord
