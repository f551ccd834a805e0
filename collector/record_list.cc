// SPDX-License-Identifier: MIT
#include "collector/record_list.h"

#include <array>
#include <ctime>
#include <nlohmann/json.hpp>

namespace akkoord {

namespace {

/// Clocks are set back now and then: how far leaf and time may disagree.
constexpr std::int64_t clock_slack_s = 3'600;

std::int64_t last_leaf(Database& database) {
  Statement select(database, "SELECT MAX(leaf) FROM events");
  return select.step() && !select.is_null(0) ? select.number(0) : -1;
}

/// The first leaf whose record came in at `from_s` or later: leaves are numbered as they come in.
std::int64_t first_leaf(Database& database, std::int64_t from_s) {
  Statement at(database,
               "SELECT leaf, received_s FROM events WHERE leaf >= ? ORDER BY leaf LIMIT 1");
  std::int64_t low = 0;
  std::int64_t high = last_leaf(database) + 1;
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    at.bind(middle);
    if (at.step() && at.number(1) < from_s) {
      low = at.number(0) + 1;
    } else {
      high = middle;
    }
    at.reset();
  }
  return low;
}

ListedRecord listed(const Statement& row) {
  const nlohmann::json record = nlohmann::json::parse(row.bytes(0));
  const nlohmann::json& event = record.at("event");
  return {
      event.at("id"),     record.at("received_s"), row.number(1) == 1 ? "withdrawal" : "consent",
      event.at("method"), event.at("language"),    event.at("device")};
}

}  // namespace

std::vector<ListedRecord> list_records(Database& database, const ListWish& wish) {
  Statement rows(database,
                 "SELECT record, kind, received_s, site FROM events WHERE leaf >= ? ORDER BY leaf");
  rows.bind(first_leaf(database, wish.from_s - clock_slack_s));
  std::vector<ListedRecord> list;
  while (list.size() <= max_listed_records && rows.step()) {
    const std::int64_t received_s = rows.number(2);
    if (received_s > wish.to_s + clock_slack_s) break;
    if (received_s < wish.from_s || received_s > wish.to_s || rows.bytes(3) != wish.site) continue;
    list.push_back(listed(rows));
  }
  return list;
}

std::optional<std::int64_t> read_moment(const std::string& text, bool is_end) {
  struct Form {
    const char* format;
    std::int64_t length_s;
  };
  constexpr std::array<Form, 3> forms = {
      {{"%Y-%m-%dT%H:%M:%S", 1}, {"%Y-%m-%dT%H:%M", 60}, {"%Y-%m-%d", 86'400}}};
  for (const Form& form : forms) {
    std::tm parts{};
    parts.tm_isdst = -1;
    const char* rest = ::strptime(text.c_str(), form.format, &parts);
    if (rest == nullptr) continue;
    const std::string_view zone = rest;
    if (!zone.empty() && zone != "Z") continue;
    const std::time_t start = zone == "Z" ? ::timegm(&parts) : std::mktime(&parts);
    return static_cast<std::int64_t>(start) + (is_end ? form.length_s - 1 : 0);
  }
  return std::nullopt;
}

}  // namespace akkoord
