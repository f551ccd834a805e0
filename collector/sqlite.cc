// SPDX-License-Identifier: MIT
#include "collector/sqlite.h"

#include <sqlite3.h>

#include <algorithm>

namespace akkoord {

namespace {

constexpr int busy_timeout_ms = 5'000;

template <typename Bytes>
void copy_exactly(const std::string& from, Bytes& into) {
  if (from.size() != into.size()) throw SqliteFault("a column is not as long as it was written");
  std::transform(from.begin(), from.end(), into.begin(),
                 [](char c) { return static_cast<std::uint8_t>(c); });
}

}  // namespace

Database::Database(const std::filesystem::path& file, Use use) {
  const int flags =
      (use == Use::write ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY) |
      SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(file.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string fault = sqlite3_errstr(code);
    sqlite3_close(handle_);
    throw SqliteFault(file.string() + " can't be opened: " + fault);
  }
  sqlite3_busy_timeout(handle_, busy_timeout_ms);
}

Database::~Database() {
  sqlite3_close(handle_);
}

void Database::run(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    throw SqliteFault(sqlite3_errmsg(handle_));
  }
}

void Database::roll_back() noexcept {
  if (sqlite3_get_autocommit(handle_) == 0) {
    sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
}

Statement::Statement(Database& database, const char* sql) : database_(database.handle()) {
  check(sqlite3_prepare_v3(database_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr));
}

Statement::~Statement() {
  sqlite3_finalize(statement_);
}

void Statement::check(int code) const {
  if (code != SQLITE_OK) throw SqliteFault(sqlite3_errmsg(database_));
}

Statement& Statement::bind(std::int64_t number) {
  check(sqlite3_bind_int64(statement_, ++bound_, number));
  return *this;
}

Statement& Statement::bind_text(std::string_view text) {
  check(sqlite3_bind_text64(statement_, ++bound_, text.data(), text.size(), SQLITE_TRANSIENT,
                            SQLITE_UTF8));
  return *this;
}

Statement& Statement::bind_bytes(std::span<const std::uint8_t> bytes) {
  check(sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_bytes(std::string_view bytes) {
  check(sqlite3_bind_blob64(statement_, ++bound_, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind_null() {
  check(sqlite3_bind_null(statement_, ++bound_));
  return *this;
}

void Statement::run() {
  while (step()) {
  }
}

bool Statement::step() {
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  const std::string fault = code == SQLITE_DONE ? "" : sqlite3_errmsg(database_);
  reset();
  if (code != SQLITE_DONE) throw SqliteFault(fault);
  return false;
}

void Statement::reset() noexcept {
  sqlite3_reset(statement_);
  bound_ = 0;
}

std::int64_t Statement::changed_rows() const noexcept {
  return sqlite3_changes64(database_);
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string Statement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  const int size_bytes = sqlite3_column_bytes(statement_, column);
  return data == nullptr ? std::string() : std::string(data, static_cast<std::size_t>(size_bytes));
}

bool Statement::is_null(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

Digest Statement::digest(int column) const {
  Digest digest{};
  copy_exactly(bytes(column), digest);
  return digest;
}

ConsentId Statement::id(int column) const {
  ConsentId id;
  copy_exactly(bytes(column), id.bytes);
  return id;
}

}  // namespace akkoord
