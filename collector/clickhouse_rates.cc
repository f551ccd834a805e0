// SPDX-License-Identifier: MIT
#include "collector/clickhouse_rates.h"

#include <algorithm>
#include <map>
#include <utility>

#include "collector/choice_seconds.h"
#include "collector/event_rows.h"
#include "collector/rates_column.h"
#include "collector/row_binary.h"

namespace akkoord {

namespace {

constexpr std::int64_t a_day_s = 86'400;

std::string number(auto value) {
  return std::to_string(static_cast<std::int64_t>(value));
}

const char* const consent_number = "0";
const char* const withdrawal_number = "1";
static_assert(static_cast<int>(EventKind::consent) == 0);
static_assert(static_cast<int>(EventKind::withdrawal) == 1);
const char* const no_id = "toFixedString('', 16)";

/// "k0, k1, " and so on, for GROUP BY.
std::string names(std::span<const RatesBy> by) {
  std::string list;
  for (std::size_t i = 0; i < by.size(); ++i) list += "k" + std::to_string(i) + ", ";
  return list;
}

RatesKeys keys_in(RowReader& row, std::span<const RatesBy> by) {
  RatesKeys keys;
  for (const RatesBy one : by) {
    if (is_text(one)) {
      keys.emplace_back(row.text());
    } else {
      keys.emplace_back(row.i64());
    }
  }
  return keys;
}

/// SQL for where the step of seconds_to_choice begins; without a lambda, whose columns 18.16 does
/// not find behind a Merge table.
std::string step() {
  std::string steps = "toUInt32(multiIf(";
  for (std::size_t i = 1; i < choice_steps_s.size(); ++i) {
    steps += "seconds_to_choice < " + std::to_string(choice_steps_s[i]) + ", " +
             std::to_string(choice_steps_s[i - 1]) + ", ";
  }
  return steps + std::to_string(choice_steps_s.back()) + "))";
}

}  // namespace

std::string ClickHouseRates::day() const {
  std::string days = "toInt64(";
  if (!zones_.empty()) days += "multiIf(";
  for (const PolicyZone& of : zones_) {
    days += "policy = " + literal(of.policy) +
            ", toInt64(toRelativeDayNum(toDateTime(received_s), " + literal(of.zone) + ")), ";
  }
  days += "toInt64(intDiv(received_s, " + std::to_string(a_day_s) + "))";
  return days + (zones_.empty() ? ")" : "))");
}

std::string ClickHouseRates::passes(const RatesFilter& filter, bool of_counts) const {
  const std::int64_t last_day = std::min(filter.last_day, last_day_of_all);
  const std::string of_day = of_counts ? "day" : day();
  std::string condition =
      of_day + " >= " + number(filter.first_day) + " AND " + of_day + " <= " + number(last_day);
  if (!of_counts) {
    // For the parts that need not be looked into: no zone is a day away from UTC.
    condition += " AND received_s >= " + number((filter.first_day - 1) * a_day_s) +
                 " AND received_s < " + number((last_day + 2) * a_day_s);
  }
  const std::pair<const char*, const std::string*> texts[] = {
      {"policy", &filter.policy},
      {"site", &filter.site},
      {"variant", &filter.variant},
      {"language", &filter.language},
      {"jurisdiction", &filter.jurisdiction}};
  for (const auto& [column, text] : texts) {
    if (!text->empty()) condition += std::string(" AND ") + column + " = " + literal(*text);
  }
  if (filter.revision) condition += " AND revision = " + number(*filter.revision);
  if (filter.device) condition += " AND device = " + number(*filter.device);
  return condition;
}

std::string ClickHouseRates::columns(std::span<const RatesBy> by, bool of_counts) const {
  std::string list;
  const std::string of_day = of_counts ? "toInt64(day)" : day();
  for (std::size_t i = 0; i < by.size(); ++i) {
    if (by[i] == RatesBy::day) {
      list += of_day;
    } else if (by[i] == RatesBy::weekday) {
      list += "toInt64((" + of_day + " + 3) % 7 + 1)";  // 1970 began on a Thursday
    } else if (is_text(by[i])) {
      list += column_of(by[i]);
    } else {
      list += "toInt64(" + std::string(column_of(by[i])) + ")";
    }
    list += " AS k" + std::to_string(i) + ", ";
  }
  return list;
}

std::vector<RateSums> ClickHouseRates::sums(const RatesFilter& filter,
                                            std::span<const RatesBy> by) {
  std::map<RatesKeys, RateSums> sums;
  const std::string counts = clickhouse_.ask(
      "SELECT " + columns(by, true) + "what, entry, sum(times) FROM counts WHERE " +
      passes(filter, true) + " GROUP BY " + names(by) + "what, entry FORMAT RowBinary");
  for (RowReader row(counts); !row.at_end();) {
    RateSums& into = sums[keys_in(row, by)];
    const auto what = static_cast<Counted>(row.u8());
    const bool entry = row.u8() != 0;
    const std::uint64_t times = row.u64();
    if (what == Counted::refused) into.refused += times;
    if (what == Counted::shown) into.shown += times;
    if (what == Counted::shown && entry) into.shown_on_entry += times;
  }
  const std::string choices = clickhouse_.ask(
      "SELECT " + columns(by, false) + "kind, toUInt8(previous_id != " + no_id +
      ") AS follows, toUInt8(notEmpty(services)) AS exceptions, choice, uniqExact(id) FROM events "
      "WHERE kind IN (" +
      consent_number + ", " + withdrawal_number + ") AND " + passes(filter, false) + " GROUP BY " +
      names(by) + "kind, follows, exceptions, choice FORMAT RowBinary");
  for (RowReader row(choices); !row.at_end();) {
    RateSums& into = sums[keys_in(row, by)];
    const auto kind = static_cast<EventKind>(row.u8());
    const bool follows = row.u8() != 0;
    const bool exceptions = row.u8() != 0;
    const std::size_t bits = row.u8() % into.consented.size();
    const std::uint64_t times = row.u64();
    if (kind == EventKind::withdrawal) {
      into.withdrawn += times;
    } else if (follows) {
      into.changed += times;
    } else {
      into.consented[bits] += times;
      if (exceptions) into.with_exceptions[bits] += times;
    }
  }
  return listed(std::move(sums));
}

std::vector<ServiceSums> ClickHouseRates::services(const RatesFilter& filter) {
  std::map<std::string, ServiceSums> sums;
  const std::string rows =
      clickhouse_.ask(std::string("SELECT service, choice, uniqExact(id) FROM (SELECT id, "
                                  "services, choice FROM events WHERE "
                                  "kind = ") +
                      consent_number + " AND previous_id = " + no_id +
                      " AND notEmpty(services) AND " + passes(filter, false) +
                      ") ARRAY JOIN services AS service GROUP BY service, choice "
                      "FORMAT RowBinary");
  for (RowReader row(rows); !row.at_end();) {
    const std::string said = row.text();  // "+youtube", "-hotjar"
    const std::uint8_t choice = row.u8();
    const std::uint64_t times = row.u64();
    if (said.empty()) continue;
    ServiceSums& service = sums[said.substr(1)];
    ByChoice& into = said.front() == '+' ? service.granted : service.refused;
    into[choice % into.size()] += times;
  }
  return listed(std::move(sums));
}

std::vector<SecondsSums> ClickHouseRates::seconds(const RatesFilter& filter,
                                                  std::span<const RatesBy> by) {
  using Step = std::pair<std::uint8_t, std::uint32_t>;
  std::map<RatesKeys, std::map<Step, std::uint64_t>> sums;
  const auto add = [&](const std::string& rows) {
    for (RowReader row(rows); !row.at_end();) {
      std::map<Step, std::uint64_t>& into = sums[keys_in(row, by)];
      const std::uint8_t kind = row.u8();
      const std::uint32_t from_s = row.u32();
      into[{kind, from_s}] += row.u64();
    }
  };
  add(clickhouse_.ask("SELECT " + columns(by, false) + "kind, " + step() +
                      " AS from_s, uniqExact(id) FROM events WHERE kind IN (" + consent_number +
                      ", " + withdrawal_number + ") AND " + passes(filter, false) + " GROUP BY " +
                      names(by) + "kind, from_s FORMAT RowBinary"));
  add(clickhouse_.ask("SELECT " + columns(by, true) + "toUInt8(" + number(EventKind::refusal) +
                      ") AS kind, step_s AS from_s, sum(times) FROM counts WHERE what = " +
                      number(Counted::refused) + " AND " + passes(filter, true) + " GROUP BY " +
                      names(by) + "kind, from_s FORMAT RowBinary"));
  std::vector<SecondsSums> all;
  for (const auto& [keys, steps] : sums) {
    for (const auto& [step, times] : steps) {
      all.push_back({keys, static_cast<EventKind>(step.first), step.second, times});
    }
  }
  return all;
}

std::vector<WithdrawnSums> ClickHouseRates::withdrawn(const RatesFilter& filter,
                                                      std::span<const RatesBy> by) {
  const std::string withdrawals = std::string("FROM events WHERE kind = ") + withdrawal_number;
  const std::string rows = clickhouse_.ask(
      "SELECT " + names(by) + "toInt64(intDiv(greatest(withdrawn_s - received_s, toInt64(0)), " +
      number(a_day_s) + ")) AS after_days, uniqExact(id) FROM (SELECT " + columns(by, false) +
      "id, received_s FROM events WHERE kind = " + consent_number +
      " AND id IN (SELECT previous_id " + withdrawals + ") AND " + passes(filter, false) +
      ") ANY INNER JOIN (SELECT previous_id AS id, min(received_s) AS withdrawn_s " + withdrawals +
      " GROUP BY previous_id) USING id GROUP BY " + names(by) + "after_days FORMAT RowBinary");
  std::map<std::pair<RatesKeys, std::int64_t>, std::uint64_t> sums;
  for (RowReader row(rows); !row.at_end();) {
    RatesKeys keys = keys_in(row, by);
    const std::int64_t after_days = row.i64();
    sums[{std::move(keys), after_days}] += row.u64();
  }
  std::vector<WithdrawnSums> all;
  all.reserve(sums.size());
  for (const auto& [key, times] : sums) all.push_back({key.first, key.second, times});
  return all;
}

std::vector<HeldSums> ClickHouseRates::held(const RatesFilter& filter) {
  RatesFilter until;
  until.last_day = filter.last_day;
  until.policy = filter.policy;
  until.site = filter.site;
  const std::string first_day = number(filter.first_day);
  const std::string events = "(SELECT id, policy, site, received_s, " + day() +
                             " AS of_day, held, "
                             "held_times, unknown_hosts FROM events WHERE kind IN (" +
                             consent_number + ", " + withdrawal_number +
                             ") AND (notEmpty(held) OR notEmpty(unknown_hosts)) AND " +
                             passes(until, false) + " ORDER BY received_s LIMIT 1 BY id)";
  const std::string sums = "sum(of_day >= " + first_day +
                           " ? visitors : 0), sum(of_day >= " + first_day +
                           " ? times : 0), min(of_day) AS since, max(of_day) AS last ";
  const std::string when = " HAVING last >= " + first_day;
  const std::string hosts =
      "(SELECT of_day, policy, site, host AS name, count() AS visitors, "
      "count() AS times, min(received_s) AS first_s FROM " +
      events +
      " ARRAY JOIN unknown_hosts AS host "
      "GROUP BY of_day, policy, site, host "
      "ORDER BY first_s, name LIMIT " +
      number(max_held_hosts) + " BY of_day, policy, site)";
  std::vector<HeldSums> all;
  const auto add = [&](HeldWhat what, const std::string& rows) {
    for (RowReader row(rows); !row.at_end();) {
      HeldSums one;
      one.what = what;
      one.name = row.text();
      one.visitors = row.u64();
      one.times = row.u64();
      one.first_day = row.i64();
      (void)row.i64();
      // Sums of nothing are a row too, where all that tells them apart is a constant.
      if (one.visitors > 0) all.push_back(std::move(one));
    }
  };
  add(HeldWhat::service,
      clickhouse_.ask("SELECT name, " + sums +
                      "FROM (SELECT of_day, name, count() AS visitors, "
                      "toUInt64(sum(often)) AS times FROM " +
                      events +
                      " ARRAY JOIN held AS name, held_times AS often GROUP BY of_day, name) "
                      "GROUP BY name" +
                      when + " FORMAT RowBinary"));
  add(HeldWhat::host, clickhouse_.ask("SELECT name, " + sums + "FROM " + hosts + " GROUP BY name" +
                                      when + " FORMAT RowBinary"));
  add(HeldWhat::other_hosts,
      clickhouse_.ask(
          "SELECT '' AS name, " + sums +
          "FROM (SELECT of_day, uniqExact(id) AS visitors, "
          "count() AS times FROM " +
          events +
          " ARRAY JOIN unknown_hosts AS host WHERE "
          "(of_day, policy, site, host) NOT IN (SELECT of_day, policy, site, name FROM " +
          hosts + ") GROUP BY of_day) GROUP BY name" + when + " FORMAT RowBinary"));
  std::sort(all.begin(), all.end(), [](const HeldSums& a, const HeldSums& b) {
    return std::tuple(-a.first_day, a.what, a.name) < std::tuple(-b.first_day, b.what, b.name);
  });
  return all;
}

}  // namespace akkoord
