// SPDX-License-Identifier: MIT
//
// Several statements that happen together or not at all.
#pragma once

#include "collector/sqlite.h"

namespace akkoord {

/// Begins a transaction; what has not been committed when it goes is undone.
class Transaction {
 public:
  /// Throws SqliteFault where the database stays busy.
  explicit Transaction(Database& database) : database_(database) {
    database.run("BEGIN IMMEDIATE");
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  ~Transaction() { database_.roll_back(); }

  /// Brings it to disk.
  void commit() { database_.run("COMMIT"); }

 private:
  Database& database_;
};

}  // namespace akkoord
