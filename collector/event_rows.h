// SPDX-License-Identifier: MIT
//
// Events and counts as rows, written inside a transaction that somebody else has begun.
#pragma once

#include <cstdint>

#include "collector/circumstances.h"
#include "collector/event_store.h"
#include "collector/local_days.h"
#include "collector/proof_log.h"
#include "collector/sqlite.h"

namespace akkoord {

/// What a row of `counts` counts. Stored numbers.
enum class Counted : std::uint8_t { shown = 0, refused = 1 };

/// Writes rows. Everything throws SqliteFault.
class EventRows {
 public:
  /// Writes into `database`, counts by days as `days` has them; all must outlive this. Ids of
  /// refusals are kept for `refusal_memory_s`.
  EventRows(Database& database, ProofLog& log, LocalDays& days, std::int64_t refusal_memory_s);

  /// A consent or withdrawal becomes a record with its leaf; a refusal counts.
  [[nodiscard]] StoreAnswer put(const ConsentEvent& event, std::int64_t received_s);
  /// A showing becomes a count.
  [[nodiscard]] StoreAnswer put(const ShownCount& shown, std::int64_t received_s);
  /// Forgets the ids of refusals whose time is over.
  void forget_refusals(std::int64_t now_s);

 private:
  [[nodiscard]] StoreAnswer put_record(const ConsentEvent& event, std::int64_t received_s);
  [[nodiscard]] StoreAnswer judge_again(const ConsentEvent& event);
  [[nodiscard]] StoreAnswer put_refusal(const ConsentEvent& event, std::int64_t received_s);

  ProofLog& log_;
  LocalDays& days_;
  std::int64_t refusal_memory_s_;
  Statement find_record_;
  Statement add_record_;
  Statement add_refusal_;
  Statement forget_refusals_;
  Statement count_;
  Statement add_seconds_;
  CircumstancesRows circumstances_;
};

}  // namespace akkoord
