// SPDX-License-Identifier: MIT
#include "collector/erasure.h"

#include <sqlite3.h>

namespace akkoord {

namespace {

std::uint64_t changes_in(Database& database) {
  return static_cast<std::uint64_t>(sqlite3_changes64(database.handle()));
}

}  // namespace

std::uint64_t erase_chain(Database& database, const ConsentId& id) {
  Statement erase(database,
                  "WITH RECURSIVE chain (id) AS (VALUES (?)"
                  " UNION SELECT events.previous_id FROM events JOIN chain ON events.id = chain.id"
                  " WHERE events.previous_id IS NOT NULL"
                  " UNION SELECT events.id FROM events JOIN chain ON events.previous_id = chain.id)"
                  " DELETE FROM events WHERE id IN chain");
  erase.bind_bytes(id.bytes).run();
  return changes_in(database);
}

std::uint64_t erase_expired(Database& database, std::string_view policy,
                            std::int64_t expired_before_s, std::int64_t most) {
  Statement erase(database,
                  "DELETE FROM events WHERE leaf IN (SELECT leaf FROM events WHERE policy = ? AND "
                  "expires_s < ? AND leaf < (SELECT next_leaf FROM rolled_up) LIMIT ?)");
  erase.bind_text(policy).bind(expired_before_s).bind(most).run();
  return changes_in(database);
}

void wipe_traces(Database& database) {
  database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace akkoord
