// SPDX-License-Identifier: MIT
#include "tests/collector/ledger.h"

#include "collector/sqlite_schema.h"
#include "tests/collector/random_events.h"
#include "tests/collector/test_store.h"

namespace akkoord::test {

namespace {

Database& prepared(Database& database) {
  prepare_for_writing(database);
  database.run("PRAGMA synchronous = OFF");
  keep_zones(database, random_zones);
  return database;
}

}  // namespace

Ledger::Ledger(const std::filesystem::path& folder)
    : database_(folder / "events.db", Database::Use::write),
      key_(Digest{1}),
      days_(random_zones),
      log_(prepared(database_), key_, start_s),
      rows_(database_, log_, days_, 172'800),
      roll_up_(database_, days_) {}

void Ledger::roll_up(std::uint64_t most, bool comes_to_disk) {
  database_.run("BEGIN IMMEDIATE");
  (void)roll_up_.take(most);
  database_.run(comes_to_disk ? "COMMIT" : "ROLLBACK");
}

}  // namespace akkoord::test
