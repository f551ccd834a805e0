// SPDX-License-Identifier: MIT
//
// A database that is written to step by step, in transactions of its own, as the store writes: what
// happens when is up to the test.
#pragma once

#include <cstdint>
#include <filesystem>

#include "collector/event_rows.h"
#include "collector/proof_log.h"
#include "collector/roll_up.h"

namespace akkoord::test {

/// Writes and rolls up; days are those of random_zones.
class Ledger {
 public:
  explicit Ledger(const std::filesystem::path& folder);

  StoreAnswer put(const auto& what, std::int64_t received_s) {
    database_.run("BEGIN IMMEDIATE");
    const StoreAnswer answer = rows_.put(what, received_s);
    log_.write();
    database_.run("COMMIT");
    return answer;
  }
  /// A step, which may be cut short as a crash would.
  void roll_up(std::uint64_t most, bool comes_to_disk);
  Database& database() { return database_; }

 private:
  Database database_;
  SigningKey key_;
  LocalDays days_;
  ProofLog log_;
  EventRows rows_;
  RollUp roll_up_;
};

}  // namespace akkoord::test
