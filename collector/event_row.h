// SPDX-License-Identifier: MIT
//
// A row of the table `events` in ClickHouse: a leaf of a shard's proof log with what it is the leaf
// of. The columns beside `record` repeat what it says, so that queries need not read JSON.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/row_binary.h"
#include "core/event/consent_event.h"
#include "core/proof/evidence.h"
#include "core/proof/witness.h"

namespace akkoord {

/// What a row is of, beside the kinds of EventKind. A stored number.
inline constexpr std::uint8_t witness_kind = 3;
/// A row of nothing (clickhouse_erasure.h). A stored number likewise.
inline constexpr std::uint8_t nudge_kind = 4;

/// A row.
struct EventRow {
  std::uint64_t leaf = 0;                    ///< Its place in the log.
  std::uint64_t epoch = 0;                   ///< Who wrote it (shard_epochs.h).
  std::uint8_t kind = 0;                     ///< EventKind, or witness_kind.
  ConsentId id{};                            ///< The event's; a witness has one of its own.
  ConsentId previous_id{};                   ///< Nil where it follows none.
  std::string policy{};                      ///< Empty in a witness, like all that follows.
  std::string site{};                        ///< The page's host.
  std::uint32_t revision = 0;                ///< The policy's revision.
  std::int64_t received_s = 0;               ///< When it came, UTC; of a witness: when it was made.
  std::int64_t expires_s = 0;                ///< Until when it holds.
  std::string variant{};                     ///< Which banner.
  std::string language{};                    ///< In which language.
  std::string jurisdiction{};                ///< Whose rules applied.
  std::uint8_t device = 0;                   ///< Device.
  std::uint8_t method = 0;                   ///< ChoiceMethod.
  std::uint8_t layer = 0;                    ///< 0, 1 or 2.
  std::uint32_t seconds_to_choice = 0;       ///< From showing to choosing.
  std::uint8_t choice = 0;                   ///< CategorySet's bits.
  std::vector<std::string> services{};       ///< "+youtube", "-hotjar".
  std::vector<std::string> held{};           ///< Services held ...
  std::vector<std::uint32_t> held_times{};   ///< ... and how often.
  std::vector<std::string> unknown_hosts{};  ///< Held too.
  Salt salt{};                               ///< Of the leaf.
  std::string record{};                      ///< The very bytes that were logged.

  /// Writes all columns in their order.
  void write(RowWriter& rows) const;
  /// Reads the columns that event_columns names.
  static EventRow read(RowReader& rows);
};

/// The columns, for SELECT.
inline constexpr const char* event_columns =
    "leaf, epoch, kind, id, previous_id, policy, site, revision, received_s, expires_s, variant, "
    "language, jurisdiction, device, method, layer, seconds_to_choice, choice, services, held, "
    "held_times, unknown_hosts, salt, record";

/// The row of an event; leaf and epoch are still to be set.
[[nodiscard]] EventRow row_of(const ConsentEvent& event, std::int64_t received_s, const Salt& salt);
/// The row of a witness likewise, under an id of its own.
[[nodiscard]] EventRow row_of(const Witness& witness, const ConsentId& id, const Salt& salt);

}  // namespace akkoord
