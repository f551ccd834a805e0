// SPDX-License-Identifier: MIT
#include "collector/dashboard/dashboard_schema.h"

#include <array>
#include <string>

#include "collector/dashboard/transaction.h"

namespace akkoord {

namespace {

constexpr std::array<const char*, 1> dashboard_steps = {R"sql(
CREATE TABLE accounts (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  roles INTEGER NOT NULL,
  password TEXT NOT NULL,
  totp_key BLOB NOT NULL,
  totp_step INTEGER NOT NULL,
  made_s INTEGER NOT NULL
) STRICT;
CREATE TABLE invitations (
  hash BLOB PRIMARY KEY,
  roles INTEGER NOT NULL,
  totp_key BLOB NOT NULL,
  expires_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sessions (
  hash BLOB PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES accounts ON DELETE CASCADE,
  begun_s INTEGER NOT NULL,
  seen_s INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_account ON sessions (account);
CREATE TABLE tokens (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  hash BLOB NOT NULL UNIQUE,
  label TEXT NOT NULL,
  made_s INTEGER NOT NULL
) STRICT;
CREATE TABLE audit (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  time_s INTEGER NOT NULL,
  who TEXT NOT NULL,
  deed INTEGER NOT NULL,
  subject TEXT NOT NULL
) STRICT;
CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
  BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END;
)sql"};

std::int64_t version_now(Database& database) {
  Statement version(database, "PRAGMA user_version");
  const std::int64_t number = version.step() ? version.number(0) : 0;
  version.reset();
  return number;
}

}  // namespace

void prepare_dashboard(Database& database) {
  database.run(
      "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;"
      "PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;");
  const auto newest = static_cast<std::int64_t>(dashboard_steps.size());
  if (version_now(database) > newest) {
    throw SqliteFault("dashboard.db is of a newer version: use the newer akkoord-collector");
  }
  // Within the transaction, since another program may be at it too.
  Transaction steps(database);
  for (std::int64_t version = version_now(database); version < newest; ++version) {
    database.run(dashboard_steps[static_cast<std::size_t>(version)]);
    database.run(("PRAGMA user_version = " + std::to_string(version + 1)).c_str());
  }
  steps.commit();
}

}  // namespace akkoord
