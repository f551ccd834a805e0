// SPDX-License-Identifier: MIT
#include "collector/dashboard/audit.h"

#include <limits>

namespace akkoord {

void Audit::note(std::int64_t now_s, std::string_view who, Deed deed, std::string_view subject) {
  Statement add(database_, "INSERT INTO audit (time_s, who, deed, subject) VALUES (?, ?, ?, ?)");
  add.bind(now_s).bind_text(who).bind(static_cast<std::int64_t>(deed)).bind_text(subject).run();
}

std::vector<AuditEntry> Audit::newest(std::int64_t most, std::int64_t before) {
  std::vector<AuditEntry> entries;
  Statement list(database_,
                 "SELECT number, time_s, who, deed, subject FROM audit WHERE number < ? "
                 "ORDER BY number DESC LIMIT ?");
  list.bind(before > 0 ? before : std::numeric_limits<std::int64_t>::max()).bind(most);
  while (list.step()) {
    entries.push_back({list.number(0), list.number(1), list.bytes(2),
                       static_cast<Deed>(list.number(3)), list.bytes(4)});
  }
  return entries;
}

}  // namespace akkoord
