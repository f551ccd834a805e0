// SPDX-License-Identifier: MIT
//
// SQLite's C interface with owners. What fails throws: whoever begins a transaction catches, rolls
// back and answers in values.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include "core/consent_id.h"
#include "core/proof/merkle_tree.h"

struct sqlite3;
struct sqlite3_stmt;

namespace akkoord {

/// What SQLite said.
class SqliteFault : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// An open database; of one thread at a time.
class Database {
 public:
  /// Whether a database may be changed.
  enum class Use { read, write };

  /// Opens `file`; made where it is missing and `use` is write.
  Database(const std::filesystem::path& file, Use use);
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;
  ~Database();

  /// Runs statements that return nothing.
  void run(const char* sql);
  /// Ends a transaction as if it had never begun; quiet where there is none.
  void roll_back() noexcept;
  /// SQLite's own handle.
  [[nodiscard]] sqlite3* handle() const noexcept { return handle_; }

 private:
  sqlite3* handle_ = nullptr;
};

/// A prepared statement. Bind its parameters in their order, then run() it or step() through rows.
class Statement {
 public:
  /// Prepares `sql` for `database`, which must outlive this.
  Statement(Database& database, const char* sql);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;
  ~Statement();

  Statement& bind(std::int64_t number);
  Statement& bind_text(std::string_view text);
  Statement& bind_bytes(std::span<const std::uint8_t> bytes);
  Statement& bind_bytes(std::string_view bytes);
  Statement& bind_null();

  /// Runs it to its end and makes it ready for the next.
  void run();
  /// Goes to the next row; at the end returns false and is ready for the next.
  bool step();
  /// Ends the rows before their end.
  void reset() noexcept;
  /// How many rows the last statement of its database that changes any has changed.
  [[nodiscard]] std::int64_t changed_rows() const noexcept;

  /// Columns of the row, from 0.
  [[nodiscard]] std::int64_t number(int column) const;
  [[nodiscard]] std::string bytes(int column) const;
  [[nodiscard]] bool is_null(int column) const;
  /// 32 bytes; throws where there are not so many.
  [[nodiscard]] Digest digest(int column) const;
  /// 16 bytes; throws likewise.
  [[nodiscard]] ConsentId id(int column) const;

 private:
  void check(int code) const;

  sqlite3* database_;
  sqlite3_stmt* statement_ = nullptr;
  int bound_ = 0;
};

}  // namespace akkoord
