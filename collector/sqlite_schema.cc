// SPDX-License-Identifier: MIT
#include "collector/sqlite_schema.h"

#include <array>
#include <string>

#include "collector/log_tiles.h"

namespace akkoord {

namespace {

/// From one version to the next.
struct Step {
  const char* sql;
  /// What SQL can't do; null: nothing.
  void (*convert)(Database&) = nullptr;
};

void hashes_into_tiles(Database& database) {
  Statement hashes(database, "SELECT level, number, hash FROM log_hashes ORDER BY level, number");
  TileWriter tiles(database);
  while (hashes.step()) {
    tiles.add(
        {{static_cast<unsigned>(hashes.number(0)), static_cast<std::uint64_t>(hashes.number(1))},
         hashes.digest(2)});
  }
  tiles.write();
  database.run("DROP TABLE log_hashes");
}

constexpr std::array<Step, 4> steps = {{{R"sql(
CREATE TABLE events (
  leaf INTEGER PRIMARY KEY,
  id BLOB NOT NULL UNIQUE,
  previous_id BLOB,
  kind INTEGER NOT NULL,
  policy TEXT NOT NULL,
  site TEXT NOT NULL,
  revision INTEGER NOT NULL,
  received_s INTEGER NOT NULL,
  expires_s INTEGER NOT NULL,
  salt BLOB NOT NULL,
  record BLOB NOT NULL
) STRICT;
CREATE INDEX events_by_previous ON events (previous_id) WHERE previous_id IS NOT NULL;
CREATE INDEX events_by_expiry ON events (policy, expires_s);
CREATE TABLE refusals (
  id BLOB PRIMARY KEY,
  forget_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX refusals_by_forget ON refusals (forget_s);
CREATE TABLE counts (
  day INTEGER NOT NULL,
  what INTEGER NOT NULL,
  policy TEXT NOT NULL,
  site TEXT NOT NULL,
  revision INTEGER NOT NULL,
  variant TEXT NOT NULL,
  language TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  device INTEGER NOT NULL,
  entry INTEGER NOT NULL,
  method INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, what, policy, site, revision, variant, language, jurisdiction, device, entry,
               method, layer)
) STRICT, WITHOUT ROWID;
CREATE TABLE log_hashes (
  level INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (level, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE tree_heads (
  size INTEGER PRIMARY KEY,
  root BLOB NOT NULL,
  time_s INTEGER NOT NULL,
  public_key BLOB NOT NULL,
  signature BLOB NOT NULL
) STRICT;
CREATE TABLE log_keys (
  number INTEGER PRIMARY KEY,
  public_key BLOB NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  time_s INTEGER NOT NULL,
  former_signature BLOB,
  own_signature BLOB
) STRICT;
CREATE TABLE archive (
  hash BLOB PRIMARY KEY,
  policy TEXT NOT NULL,
  name TEXT NOT NULL,
  first_seen_s INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT, WITHOUT ROWID;
)sql"},
                                        {R"sql(
CREATE TABLE log_tiles (
  tier INTEGER NOT NULL,
  number INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (tier, number)
) STRICT;
)sql",
                                         hashes_into_tiles},
                                        {R"sql(
CREATE TABLE circumstances (
  number INTEGER PRIMARY KEY,
  policy TEXT NOT NULL,
  site TEXT NOT NULL,
  revision INTEGER NOT NULL,
  variant TEXT NOT NULL,
  language TEXT NOT NULL,
  jurisdiction TEXT NOT NULL,
  device INTEGER NOT NULL,
  UNIQUE (policy, site, revision, variant, language, jurisdiction, device)
) STRICT;
CREATE TABLE choices (
  day INTEGER NOT NULL,
  circumstances INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  method INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  follows INTEGER NOT NULL,
  exceptions INTEGER NOT NULL,
  choice INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, circumstances, kind, method, layer, follows, exceptions, choice)
) STRICT, WITHOUT ROWID;
CREATE TABLE service_choices (
  day INTEGER NOT NULL,
  circumstances INTEGER NOT NULL,
  follows INTEGER NOT NULL,
  choice INTEGER NOT NULL,
  granted INTEGER NOT NULL,
  service TEXT NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, circumstances, follows, choice, granted, service)
) STRICT, WITHOUT ROWID;
CREATE TABLE choice_seconds (
  day INTEGER NOT NULL,
  circumstances INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  method INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  from_s INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, circumstances, kind, method, layer, from_s)
) STRICT, WITHOUT ROWID;
CREATE TABLE withdrawn (
  day INTEGER NOT NULL,
  circumstances INTEGER NOT NULL,
  after_days INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, circumstances, after_days)
) STRICT, WITHOUT ROWID;
CREATE TABLE held (
  day INTEGER NOT NULL,
  policy TEXT NOT NULL,
  site TEXT NOT NULL,
  what INTEGER NOT NULL,
  name TEXT NOT NULL,
  visitors INTEGER NOT NULL,
  times INTEGER NOT NULL,
  PRIMARY KEY (day, policy, site, what, name)
) STRICT, WITHOUT ROWID;
CREATE TABLE zones (
  policy TEXT PRIMARY KEY,
  zone TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE rolled_up (
  one INTEGER PRIMARY KEY CHECK (one = 0),
  next_leaf INTEGER NOT NULL
) STRICT;
INSERT INTO rolled_up (one, next_leaf) VALUES (0, 0);
)sql"},
                                        {R"sql(
CREATE TABLE day_choices (
  day INTEGER NOT NULL, circumstances INTEGER NOT NULL, withdrawn INTEGER NOT NULL,
  changed INTEGER NOT NULL, consented_0 INTEGER NOT NULL, consented_1 INTEGER NOT NULL,
  consented_2 INTEGER NOT NULL, consented_3 INTEGER NOT NULL, consented_4 INTEGER NOT NULL,
  consented_5 INTEGER NOT NULL, consented_6 INTEGER NOT NULL, consented_7 INTEGER NOT NULL,
  consented_8 INTEGER NOT NULL, consented_9 INTEGER NOT NULL, consented_10 INTEGER NOT NULL,
  consented_11 INTEGER NOT NULL, consented_12 INTEGER NOT NULL, consented_13 INTEGER NOT NULL,
  consented_14 INTEGER NOT NULL, consented_15 INTEGER NOT NULL, excepted_0 INTEGER NOT NULL,
  excepted_1 INTEGER NOT NULL, excepted_2 INTEGER NOT NULL, excepted_3 INTEGER NOT NULL,
  excepted_4 INTEGER NOT NULL, excepted_5 INTEGER NOT NULL, excepted_6 INTEGER NOT NULL,
  excepted_7 INTEGER NOT NULL, excepted_8 INTEGER NOT NULL, excepted_9 INTEGER NOT NULL,
  excepted_10 INTEGER NOT NULL, excepted_11 INTEGER NOT NULL, excepted_12 INTEGER NOT NULL,
  excepted_13 INTEGER NOT NULL, excepted_14 INTEGER NOT NULL, excepted_15 INTEGER NOT NULL,
  PRIMARY KEY (day, circumstances)
) STRICT, WITHOUT ROWID;
INSERT INTO day_choices
SELECT day, circumstances,
  SUM(IIF(kind = 1, times, 0)), SUM(IIF(kind = 0 AND follows, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 0, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 1, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 2, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 3, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 4, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 5, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 6, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 7, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 8, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 9, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 10, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 11, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 12, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 13, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 14, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND choice = 15, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 0, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 1, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 2, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 3, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 4, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 5, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 6, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 7, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 8, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 9, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 10, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 11, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 12, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 13, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 14, times, 0)),
  SUM(IIF(kind = 0 AND NOT follows AND exceptions AND choice = 15, times, 0))
FROM choices GROUP BY day, circumstances;
)sql"}}};

std::int64_t version_of(Database& database) {
  Statement version(database, "PRAGMA user_version");
  const std::int64_t number = version.step() ? version.number(0) : 0;
  version.reset();
  return number;
}

[[noreturn]] void refuse_version(std::int64_t version) {
  const bool is_older = version < static_cast<std::int64_t>(steps.size());
  throw SqliteFault("the database is of version " + std::to_string(version) +
                    ", this program of version " + std::to_string(steps.size()) +
                    (is_older ? ": start the collector, which brings it up to date"
                              : ": use the newer akkoord-collector"));
}

}  // namespace

void prepare_for_writing(Database& database) {
  // FULL: a commit is on disk before it returns. secure_delete: what is erased is overwritten.
  database.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
      "PRAGMA temp_store = MEMORY;");
  const auto newest = static_cast<std::int64_t>(steps.size());
  std::int64_t version = version_of(database);
  if (version > newest) refuse_version(version);
  for (; version < newest; ++version) {
    const Step& step = steps[static_cast<std::size_t>(version)];
    const std::string ending = "PRAGMA user_version = " + std::to_string(version + 1) + ";COMMIT;";
    try {
      database.run("BEGIN IMMEDIATE");
      database.run(step.sql);
      if (step.convert != nullptr) step.convert(database);
      database.run(ending.c_str());
    } catch (const SqliteFault&) {
      database.roll_back();
      throw;
    }
  }
}

void prepare_for_reading(Database& database) {
  const std::int64_t version = version_of(database);
  if (version != static_cast<std::int64_t>(steps.size())) refuse_version(version);
}

}  // namespace akkoord
