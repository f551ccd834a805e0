// SPDX-License-Identifier: MIT
#include "collector/sqlite_rates.h"

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "collector/rates_column.h"

namespace akkoord {

namespace {

/// The column of `circumstances`; empty where it is none of theirs.
std::string_view circumstance_of(RatesBy by) noexcept {
  return by == RatesBy::method || by == RatesBy::layer ? std::string_view() : column_of(by);
}

/// The same in a table that has days, methods and layers too.
std::string_view expression_of(RatesBy by) noexcept {
  switch (by) {
    case RatesBy::day:
      return "day";
    case RatesBy::weekday:
      return "(day + 3) % 7 + 1";
    default:
      return column_of(by);
  }
}

RatesKey key_in(const Statement& row, int column, RatesBy by) {
  if (is_text(by)) return row.bytes(column);
  return row.number(column);
}

/// What circumstances must be; parameters 1 to 7, as bind_asked() binds them.
constexpr std::string_view asked_for =
    "(?1 = '' OR policy = ?1) AND (?2 = '' OR site = ?2) AND (?3 = '' OR variant = ?3) AND "
    "(?4 = '' OR language = ?4) AND (?5 = '' OR jurisdiction = ?5) AND "
    "(?6 < 0 OR revision = ?6) AND (?7 < 0 OR device = ?7)";

void bind_asked(Statement& statement, const RatesFilter& filter) {
  for (const std::string* text :
       {&filter.policy, &filter.site, &filter.variant, &filter.language, &filter.jurisdiction}) {
    statement.bind_text(*text);
  }
  statement.bind(filter.revision ? std::int64_t{*filter.revision} : -1);
  statement.bind(filter.device ? static_cast<std::int64_t>(*filter.device) : -1);
}

/// Where a row of sums belongs.
struct SumPlace {
  std::int64_t day = 0;
  std::int64_t circumstances = 0;
  std::int64_t method = 0;
  std::int64_t layer = 0;

  bool operator==(const SumPlace&) const = default;
};

/// Goes through a table of sums in its own order, day by day: SQLite would sort hundreds of
/// thousands of rows to put a few hundred together.
class SumRows {
 public:
  /// Rows of `table`, of which `columns` are looked at too, behind those of SumPlace.
  SumRows(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
          std::string_view table, std::string_view columns)
      : by_(by), rows_(database, sql_of(table, columns).c_str()) {
    std::string sql = "SELECT number";
    for (const RatesBy one : by) {
      sql.append(", ").append(circumstance_of(one).empty() ? "0" : circumstance_of(one));
    }
    sql.append(" FROM circumstances WHERE ").append(asked_for);
    Statement circumstances(database, sql.c_str());
    bind_asked(circumstances, filter);
    while (circumstances.step()) {
      RatesKeys& keys = asked_[circumstances.number(0)];
      for (std::size_t i = 0; i < by.size(); ++i) {
        keys.push_back(key_in(circumstances, static_cast<int>(i) + 1, by[i]));
      }
    }
    rows_.bind(filter.first_day).bind(filter.last_day);
  }

  /// Goes to the next row that was asked for.
  bool step() {
    while (rows_.step()) {
      const SumPlace place{rows_.number(0), rows_.number(1), rows_.number(2), rows_.number(3)};
      is_elsewhere_ = place != place_;
      if (is_elsewhere_) {
        place_ = place;
        const auto found = asked_.find(place.circumstances);
        was_asked_ = found != asked_.end();
        if (was_asked_) take_keys(found->second);
      }
      if (was_asked_) return true;
    }
    return false;
  }
  /// Whether it belongs elsewhere than the row before.
  [[nodiscard]] bool is_elsewhere() const noexcept { return is_elsewhere_; }
  [[nodiscard]] const RatesKeys& keys() const noexcept { return keys_; }
  [[nodiscard]] std::int64_t number(int column) const { return rows_.number(column + 4); }
  [[nodiscard]] std::uint64_t count(int column) const {
    return static_cast<std::uint64_t>(number(column));
  }
  [[nodiscard]] std::string text(int column) const { return rows_.bytes(column + 4); }

 private:
  static std::string sql_of(std::string_view table, std::string_view columns) {
    std::string sql = "SELECT day, circumstances, ";
    sql.append(columns).append(" FROM ").append(table).append(" WHERE day BETWEEN ? AND ?");
    return sql;
  }

  void take_keys(const RatesKeys& of_circumstances) {
    keys_ = of_circumstances;
    for (std::size_t i = 0; i < by_.size(); ++i) {
      if (by_[i] == RatesBy::day) keys_[i] = place_.day;
      if (by_[i] == RatesBy::weekday) keys_[i] = (place_.day + 3) % 7 + 1;  // 0 was a Thursday
      if (by_[i] == RatesBy::method) keys_[i] = place_.method;
      if (by_[i] == RatesBy::layer) keys_[i] = place_.layer;
    }
  }

  std::span<const RatesBy> by_;
  Statement rows_;
  std::unordered_map<std::int64_t, RatesKeys> asked_{};
  SumPlace place_{-1, -1, -1, -1};
  RatesKeys keys_{};
  bool is_elsewhere_ = false;
  bool was_asked_ = false;
};

/// Banners shown and refused. SQLite puts them together: grouped by day it need not sort either.
void add_counts(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
                std::map<RatesKeys, RateSums>& sums) {
  std::string names;
  for (const RatesBy one : by) names.append(names.empty() ? "" : ", ").append(expression_of(one));
  std::string sql = "SELECT ";
  if (!by.empty()) sql += names + ", ";
  sql +=
      "SUM(CASE what WHEN 0 THEN times ELSE 0 END), "
      "SUM(CASE WHEN what = 0 AND entry = 1 THEN times ELSE 0 END), "
      "SUM(CASE what WHEN 1 THEN times ELSE 0 END), COUNT(*) FROM counts WHERE ";
  sql.append(asked_for).append(" AND day BETWEEN ?8 AND ?9");
  if (!by.empty()) sql += " GROUP BY " + names;
  Statement rows(database, sql.c_str());
  bind_asked(rows, filter);
  rows.bind(filter.first_day).bind(filter.last_day);
  const int first = static_cast<int>(by.size());
  while (rows.step()) {
    if (rows.number(first + 3) == 0) continue;
    RatesKeys keys;
    for (std::size_t i = 0; i < by.size(); ++i) {
      keys.push_back(key_in(rows, static_cast<int>(i), by[i]));
    }
    RateSums& into = sums[std::move(keys)];
    into.shown = static_cast<std::uint64_t>(rows.number(first));
    into.shown_on_entry = static_cast<std::uint64_t>(rows.number(first + 1));
    into.refused = static_cast<std::uint64_t>(rows.number(first + 2));
  }
}

/// Whether sums have to be told apart by more than a row of `day_choices` has.
bool needs_each_choice(std::span<const RatesBy> by) noexcept {
  return std::any_of(by.begin(), by.end(),
                     [](RatesBy one) { return one == RatesBy::method || one == RatesBy::layer; });
}

void add_day_choices(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
                     std::map<RatesKeys, RateSums>& sums) {
  SumRows days(database, filter, by, "day_choices", "0, 0, " + day_choice_columns());
  while (days.step()) {
    RateSums& into = sums[days.keys()];
    into.withdrawn += days.count(0);
    into.changed += days.count(1);
    for (std::size_t bits = 0; bits < into.consented.size(); ++bits) {
      into.consented[bits] += days.count(static_cast<int>(2 + bits));
      into.with_exceptions[bits] += days.count(static_cast<int>(18 + bits));
    }
  }
}

void add_choices(Database& database, const RatesFilter& filter, std::span<const RatesBy> by,
                 std::map<RatesKeys, RateSums>& sums) {
  SumRows choices(database, filter, by, "choices",
                  "method, layer, kind, follows, exceptions, choice, times");
  RateSums* into = nullptr;
  while (choices.step()) {
    if (choices.is_elsewhere() || into == nullptr) into = &sums[choices.keys()];
    const std::uint64_t times = choices.count(4);
    if (choices.number(0) == static_cast<std::int64_t>(EventKind::withdrawal)) {
      into->withdrawn += times;
    } else if (choices.number(1) != 0) {
      into->changed += times;
    } else {
      const std::size_t bits = choices.count(3) % into->consented.size();
      into->consented[bits] += times;
      if (choices.number(2) != 0) into->with_exceptions[bits] += times;
    }
  }
}

}  // namespace

std::vector<RateSums> SqliteRates::sums(const RatesFilter& filter, std::span<const RatesBy> by) {
  std::map<RatesKeys, RateSums> sums;
  add_counts(database_, filter, by, sums);
  (needs_each_choice(by) ? add_choices : add_day_choices)(database_, filter, by, sums);
  return listed(std::move(sums));
}

std::vector<ServiceSums> SqliteRates::services(const RatesFilter& filter) {
  std::map<std::string, ServiceSums> sums;
  SumRows rows(database_, filter, {}, "service_choices",
               "0, 0, follows, choice, granted, service, times");
  while (rows.step()) {
    if (rows.number(0) != 0) continue;
    ServiceSums& service = sums[rows.text(3)];
    ByChoice& into = rows.number(2) != 0 ? service.granted : service.refused;
    into[rows.count(1) % into.size()] += rows.count(4);
  }
  return listed(std::move(sums));
}

std::vector<SecondsSums> SqliteRates::seconds(const RatesFilter& filter,
                                              std::span<const RatesBy> by) {
  using Steps = std::map<std::pair<std::int64_t, std::int64_t>, std::uint64_t>;
  std::map<RatesKeys, Steps> sums;
  SumRows rows(database_, filter, by, "choice_seconds", "method, layer, kind, from_s, times");
  Steps* into = nullptr;
  while (rows.step()) {
    if (rows.is_elsewhere() || into == nullptr) into = &sums[rows.keys()];
    (*into)[{rows.number(0), rows.number(1)}] += rows.count(2);
  }
  std::vector<SecondsSums> all;
  for (const auto& [keys, steps] : sums) {
    for (const auto& [step, times] : steps) {
      all.push_back({keys, static_cast<EventKind>(step.first),
                     static_cast<std::uint32_t>(step.second), times});
    }
  }
  return all;
}

std::vector<WithdrawnSums> SqliteRates::withdrawn(const RatesFilter& filter,
                                                  std::span<const RatesBy> by) {
  std::map<std::pair<RatesKeys, std::int64_t>, std::uint64_t> sums;
  SumRows rows(database_, filter, by, "withdrawn", "0, 0, after_days, times");
  while (rows.step()) sums[{rows.keys(), rows.number(0)}] += rows.count(1);
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
