// SPDX-License-Identifier: MIT
//
// Who did what and when: an append-only log. It is written before the deed's answer leaves, so that
// no proof is seen without an entry; where it can't be written, the answer is a failure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collector/sqlite.h"

namespace akkoord {

/// What was done. Stored numbers.
enum class Deed : std::uint8_t {
  logged_in = 0,
  failed_to_log_in = 1,
  logged_out = 2,
  logged_out_everywhere = 3,
  made_account = 4,
  invited = 5,
  changed_roles = 6,
  removed_account = 7,
  changed_password = 8,
  made_token = 9,
  ended_token = 10,
  saw_proof = 11,
  verified_receipt = 12,
};

/// The words for deeds, as JSON writes them.
inline constexpr std::array<std::pair<Deed, std::string_view>, 13> deed_names = {
    {{Deed::logged_in, "logged_in"},
     {Deed::failed_to_log_in, "failed_to_log_in"},
     {Deed::logged_out, "logged_out"},
     {Deed::logged_out_everywhere, "logged_out_everywhere"},
     {Deed::made_account, "made_account"},
     {Deed::invited, "invited"},
     {Deed::changed_roles, "changed_roles"},
     {Deed::removed_account, "removed_account"},
     {Deed::changed_password, "changed_password"},
     {Deed::made_token, "made_token"},
     {Deed::ended_token, "ended_token"},
     {Deed::saw_proof, "saw_proof"},
     {Deed::verified_receipt, "verified_receipt"}}};

/// An entry.
struct AuditEntry {
  std::int64_t number = 0;      ///< In the order they were written.
  std::int64_t time_s = 0;      ///< When.
  std::string who{};            ///< The account's name then.
  Deed deed = Deed::logged_in;  ///< What.
  std::string subject{};        ///< On what: a record's id, an account, a token's label.
};

/// The log in a dashboard's database. Everything throws SqliteFault.
class Audit {
 public:
  /// The one in `database`, which must outlive this.
  explicit Audit(Database& database) : database_(database) {}

  /// Writes an entry.
  void note(std::int64_t now_s, std::string_view who, Deed deed, std::string_view subject = "");
  /// The newest `most` before entry `before` (0: the newest of all), newest first.
  [[nodiscard]] std::vector<AuditEntry> newest(std::int64_t most, std::int64_t before = 0);

 private:
  Database& database_;
};

}  // namespace akkoord
