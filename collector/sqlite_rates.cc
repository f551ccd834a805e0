// SPDX-License-Identifier: MIT
#include "collector/sqlite_rates.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace akkoord {

namespace {

/// What a sum is told apart by, in SQL; every table of sums has these names.
std::string_view column_of(RatesBy by) noexcept {
  switch (by) {
    case RatesBy::day:
      return "day";
    case RatesBy::weekday:
      return "(day + 3) % 7 + 1";  // 1970-01-01 was a Thursday
    case RatesBy::policy:
      return "policy";
    case RatesBy::site:
      return "site";
    case RatesBy::revision:
      return "revision";
    case RatesBy::variant:
      return "variant";
    case RatesBy::language:
      return "language";
    case RatesBy::jurisdiction:
      return "jurisdiction";
    case RatesBy::device:
      return "device";
    case RatesBy::method:
      return "method";
    case RatesBy::layer:
      break;
  }
  return "layer";
}

bool is_text(RatesBy by) noexcept {
  return by == RatesBy::policy || by == RatesBy::site || by == RatesBy::variant ||
         by == RatesBy::language || by == RatesBy::jurisdiction;
}

/// A question: what is asked of which rows, told apart by what.
class Question {
 public:
  Question(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
           std::string_view asked, std::string_view rows, std::string_view also_by)
      : by_(by), statement_(database, sql_of(by, asked, rows, also_by).c_str()) {
    statement_.bind(filter.first_day).bind(filter.last_day);
    for (const std::string* text :
         {&filter.policy, &filter.site, &filter.variant, &filter.language, &filter.jurisdiction}) {
      statement_.bind_text(*text);
    }
    statement_.bind(filter.revision ? std::int64_t{*filter.revision} : -1);
    statement_.bind(filter.device ? static_cast<std::int64_t>(*filter.device) : -1);
  }

  bool step() { return statement_.step(); }
  /// Column `column` of what is asked.
  [[nodiscard]] std::int64_t number(int column) const { return statement_.number(place(column)); }
  [[nodiscard]] std::uint64_t count(int column) const {
    return static_cast<std::uint64_t>(number(column));
  }
  [[nodiscard]] std::string text(int column) const { return statement_.bytes(place(column)); }
  [[nodiscard]] RatesKeys keys() const {
    RatesKeys keys;
    for (int i = 0; i < static_cast<int>(by_.size()); ++i) {
      if (is_text(by_[static_cast<std::size_t>(i)])) {
        keys.emplace_back(statement_.bytes(i));
      } else {
        keys.emplace_back(statement_.number(i));
      }
    }
    return keys;
  }

 private:
  [[nodiscard]] int place(int column) const noexcept {
    return static_cast<int>(by_.size()) + column;
  }

  static std::string sql_of(std::span<const RatesBy> by, std::string_view asked,
                            std::string_view rows, std::string_view also_by) {
    std::string names;
    for (const RatesBy one : by) names.append(column_of(one)).append(", ");
    std::string sql = "SELECT " + names;
    sql.append(asked).append(" FROM ").append(rows);
    sql +=
        " WHERE day BETWEEN ?1 AND ?2 AND (?3 = '' OR policy = ?3) AND (?4 = '' OR site = ?4) AND "
        "(?5 = '' OR variant = ?5) AND (?6 = '' OR language = ?6) AND "
        "(?7 = '' OR jurisdiction = ?7) AND (?8 < 0 OR revision = ?8) AND (?9 < 0 OR device = ?9)"
        " GROUP BY ";
    sql.append(names).append(also_by);
    return sql;
  }

  std::span<const RatesBy> by_;
  Statement statement_;
};

/// The rows of a table of sums with their circumstances; days first, since they bound it.
std::string with_circumstances(std::string_view table) {
  return std::string(table) + " CROSS JOIN circumstances ON number = circumstances";
}

void add_counts(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
                std::map<RatesKeys, RateSums>& sums) {
  Question counts(database, filter, by, "what, entry, SUM(times)", "counts", "what, entry");
  while (counts.step()) {
    RateSums& into = sums[counts.keys()];
    if (counts.number(0) == 1) {
      into.refused += counts.count(2);
    } else {
      into.shown += counts.count(2);
      if (counts.number(1) != 0) into.shown_on_entry += counts.count(2);
    }
  }
}

void add_choices(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
                 std::map<RatesKeys, RateSums>& sums) {
  Question choices(database, filter, by, "kind, follows, exceptions, choice, SUM(times)",
                   with_circumstances("choices"), "kind, follows, exceptions, choice");
  while (choices.step()) {
    RateSums& into = sums[choices.keys()];
    const std::uint64_t times = choices.count(4);
    if (choices.number(0) == static_cast<std::int64_t>(EventKind::withdrawal)) {
      into.withdrawn += times;
    } else if (choices.number(1) != 0) {
      into.changed += times;
    } else {
      const std::size_t bits = choices.count(3) % into.consented.size();
      into.consented[bits] += times;
      if (choices.number(2) != 0) into.with_exceptions[bits] += times;
    }
  }
}

}  // namespace

std::vector<RateSums> SqliteRates::sums(const RatesFilter& filter, std::span<const RatesBy> by) {
  std::map<RatesKeys, RateSums> sums;
  add_counts(database_, filter, by, sums);
  add_choices(database_, filter, by, sums);
  std::vector<RateSums> all;
  all.reserve(sums.size());
  for (auto& [keys, one] : sums) {
    one.keys = keys;
    all.push_back(one);
  }
  return all;
}

std::vector<ServiceSums> SqliteRates::services(const RatesFilter& filter) {
  std::vector<ServiceSums> all;
  Question rows(database_, filter, {}, "service, granted, choice, SUM(times)",
                with_circumstances("service_choices") + " AND follows = 0",
                "service, granted, choice ORDER BY service");
  while (rows.step()) {
    const std::string service = rows.text(0);
    if (all.empty() || all.back().service != service) all.push_back({service, {}, {}});
    ByChoice& into = rows.number(1) != 0 ? all.back().granted : all.back().refused;
    into[rows.count(2) % into.size()] += rows.count(3);
  }
  return all;
}

std::vector<SecondsSums> SqliteRates::seconds(const RatesFilter& filter,
                                              std::span<const RatesBy> by) {
  std::map<std::pair<RatesKeys, std::pair<std::int64_t, std::int64_t>>, std::uint64_t> sums;
  Question rows(database_, filter, by, "kind, from_s, SUM(times)",
                with_circumstances("choice_seconds"), "kind, from_s");
  while (rows.step()) sums[{rows.keys(), {rows.number(0), rows.number(1)}}] = rows.count(2);
  std::vector<SecondsSums> all;
  for (const auto& [key, times] : sums) {
    all.push_back({key.first, static_cast<EventKind>(key.second.first),
                   static_cast<std::uint32_t>(key.second.second), times});
  }
  return all;
}

std::vector<WithdrawnSums> SqliteRates::withdrawn(const RatesFilter& filter,
                                                  std::span<const RatesBy> by) {
  std::map<std::pair<RatesKeys, std::int64_t>, std::uint64_t> sums;
  Question rows(database_, filter, by, "after_days, SUM(times)", with_circumstances("withdrawn"),
                "after_days");
  while (rows.step()) sums[{rows.keys(), rows.number(0)}] = rows.count(1);
  std::vector<WithdrawnSums> all;
  for (const auto& [key, times] : sums) all.push_back({key.first, key.second, times});
  return all;
}

std::vector<HeldSums> SqliteRates::held(const RatesFilter& filter) {
  Statement rows(database_,
                 "SELECT what, name, SUM(CASE WHEN day >= ?1 THEN visitors ELSE 0 END), "
                 "SUM(CASE WHEN day >= ?1 THEN times ELSE 0 END), MIN(day) AS first_day FROM held "
                 "WHERE day <= ?2 AND (?3 = '' OR policy = ?3) AND (?4 = '' OR site = ?4) "
                 "GROUP BY what, name HAVING MAX(day) >= ?1 ORDER BY first_day DESC, what, name");
  rows.bind(filter.first_day).bind(filter.last_day).bind_text(filter.policy);
  rows.bind_text(filter.site);
  std::vector<HeldSums> all;
  while (rows.step()) {
    all.push_back({static_cast<HeldWhat>(rows.number(0)), rows.bytes(1),
                   static_cast<std::uint64_t>(rows.number(2)),
                   static_cast<std::uint64_t>(rows.number(3)), rows.number(4)});
  }
  return all;
}

}  // namespace akkoord
