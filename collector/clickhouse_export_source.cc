// SPDX-License-Identifier: MIT
#include "collector/clickhouse_export_source.h"

#include <algorithm>

#include "collector/event_row.h"
#include "collector/row_binary.h"

namespace akkoord {

namespace {

/// A page of records is so many: well below what an answer may have.
constexpr std::uint64_t most_at_once = 10'000;
constexpr std::uint64_t few_at_once = 2'000;
constexpr std::int64_t first_window_s = 3'600;
constexpr std::int64_t a_day_s = 86'400;

std::string only(const ExportFilter& filter) {
  std::string condition;
  if (!filter.policy.empty()) condition += " AND policy = " + literal(filter.policy);
  if (!filter.site.empty()) condition += " AND site = " + literal(filter.site);
  return condition;
}

std::string between(std::int64_t from_s, std::int64_t to_s) {
  return "received_s >= " + std::to_string(from_s) + " AND received_s < " + std::to_string(to_s) +
         " AND kind < " + std::to_string(int{witness_kind});
}

}  // namespace

std::string ClickHouseExportSource::records_between(const ExportFilter& filter, std::int64_t from_s,
                                                    std::int64_t to_s) {
  // An event that came to two collectors at once is taken from the one that had it first.
  return clickhouse_.ask(
      "SELECT substring(_table, 8) AS log, leaf, policy, received_s, record FROM events WHERE " +
      between(from_s, to_s) + only(filter) +
      " ORDER BY received_s, log, leaf LIMIT 1 BY id FORMAT RowBinary");
}

/// Goes through time, in windows that have neither too many records nor too few.
void ClickHouseExportSource::records(const ExportFilter& filter,
                                     const std::function<bool(const ExportedRecord&)>& take) {
  LocalDays days(zones_);
  // A site's day begins and ends at most fourteen hours from that of UTC.
  const std::int64_t first_s = (filter.first_day.value_or(1) - 1) * a_day_s;
  const std::int64_t end_s = (filter.last_day.value_or(last_day_of_all) + 2) * a_day_s;
  const std::string bounds =
      clickhouse_.ask("SELECT min(received_s), max(received_s), count() FROM events WHERE " +
                      between(first_s, end_s) + only(filter) + " FORMAT RowBinary");
  RowReader reader(bounds);
  std::int64_t from_s = reader.i64();
  const std::int64_t last_s = reader.i64();
  if (reader.u64() == 0) return;
  for (std::int64_t window_s = first_window_s; from_s <= last_s;) {
    const std::int64_t to_s = from_s + window_s;
    const std::string count =
        clickhouse_.ask("SELECT count() FROM events WHERE " + between(from_s, to_s) + only(filter) +
                        " FORMAT RowBinary");
    const std::uint64_t there = RowReader(count).u64();
    if (there > most_at_once && window_s > 1) {
      window_s /= 2;
      continue;
    }
    const std::string rows = there == 0 ? "" : records_between(filter, from_s, to_s);
    for (RowReader row(rows); !row.at_end();) {
      ExportedRecord one;
      one.log = row.text();
      one.leaf = row.u64();
      const std::string policy = row.text();
      const std::int64_t day = days.day(policy, row.i64());
      one.record = row.text();
      if (filter.first_day && day < *filter.first_day) continue;
      if (filter.last_day && day > *filter.last_day) continue;
      if (!take(one)) return;
    }
    from_s = to_s;
    if (there < few_at_once) window_s *= 2;
  }
}

void ClickHouseExportSource::counts(const ExportFilter& filter,
                                    const std::function<bool(const ExportedCount&)>& take) {
  const std::string rows = clickhouse_.ask(
      "SELECT day, what, site, policy, revision, variant, language, jurisdiction, device, entry, "
      "method, layer, sum(times) AS all_times FROM counts WHERE day >= " +
      std::to_string(filter.first_day.value_or(0)) +
      " AND day <= " + std::to_string(filter.last_day.value_or(last_day_of_all)) + only(filter) +
      " GROUP BY day, what, site, policy, revision, variant, language, jurisdiction, device, "
      "entry, method, layer ORDER BY day, what, site, policy, revision, variant, language, "
      "jurisdiction, device, entry, method, layer FORMAT RowBinary");
  for (RowReader row(rows); !row.at_end();) {
    ExportedCount count;
    count.day = static_cast<std::int32_t>(row.u32());
    count.what = static_cast<Counted>(row.u8());
    count.site = row.text();
    count.policy = row.text();
    count.revision = row.u32();
    count.variant = row.text();
    count.language = row.text();
    count.jurisdiction = row.text();
    count.device = row.u8();
    count.entry = row.u8();
    count.method = row.u8();
    count.layer = row.u8();
    count.times = static_cast<std::int64_t>(row.u64());
    if (!take(count)) return;
  }
}

}  // namespace akkoord
