// SPDX-License-Identifier: MIT
#include "collector/sqlite_export_source.h"

#include "collector/local_days.h"
#include "collector/one_state.h"
#include "collector/roll_up.h"

namespace akkoord {

void SqliteExportSource::on_one_state(const std::function<void()>& work) {
  read_one_state(database_, work);
}

void SqliteExportSource::records(const ExportFilter& filter,
                                 const std::function<bool(const ExportedRecord&)>& take) {
  LocalDays days(zones_in(database_));
  Statement rows(database_,
                 "SELECT leaf, policy, received_s, record FROM events WHERE "
                 "(?1 = '' OR policy = ?1) AND (?2 = '' OR site = ?2) ORDER BY leaf");
  rows.bind_text(filter.policy).bind_text(filter.site);
  while (rows.step()) {
    const std::int64_t day = days.day(rows.bytes(1), rows.number(2));
    if (filter.first_day && day < *filter.first_day) continue;
    if (filter.last_day && day > *filter.last_day) continue;
    if (!take({"", static_cast<std::uint64_t>(rows.number(0)), rows.bytes(3)})) return;
  }
}

void SqliteExportSource::counts(const ExportFilter& filter,
                                const std::function<bool(const ExportedCount&)>& take) {
  Statement rows(database_,
                 "SELECT day, what, site, policy, revision, variant, language, jurisdiction, "
                 "device, entry, method, layer, times FROM counts "
                 "WHERE day BETWEEN ?1 AND ?2 AND (?3 = '' OR policy = ?3) AND "
                 "(?4 = '' OR site = ?4)");
  rows.bind(filter.first_day.value_or(0)).bind(filter.last_day.value_or(last_day_of_all));
  rows.bind_text(filter.policy).bind_text(filter.site);
  while (rows.step()) {
    const ExportedCount count{rows.number(0),  static_cast<Counted>(rows.number(1)),
                              rows.bytes(2),   rows.bytes(3),
                              rows.number(4),  rows.bytes(5),
                              rows.bytes(6),   rows.bytes(7),
                              rows.number(8),  rows.number(9),
                              rows.number(10), rows.number(11),
                              rows.number(12)};
    if (!take(count)) return;
  }
}

}  // namespace akkoord
