// SPDX-License-Identifier: MIT
#include "collector/local_days.h"

#include <date/tz.h>

#include <charconv>
#include <chrono>
#include <stdexcept>

namespace akkoord {

namespace {

constexpr std::int64_t a_day_s = 86'400;

const date::time_zone* zone_named(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

/// The whole days in `time_s`, also where it lies before 1970.
std::int64_t days_in(std::int64_t time_s) noexcept {
  return time_s >= 0 ? time_s / a_day_s : -((a_day_s - 1 - time_s) / a_day_s);
}

}  // namespace

std::string date_text(std::int64_t day) {
  return date::format("%F", date::sys_days(date::days(day)));
}

std::optional<std::int64_t> day_of_date(std::string_view text) noexcept {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t digits) {
    int value = -1;
    const char* end = text.data() + from + digits;
    return std::from_chars(text.data() + from, end, value).ptr == end ? value : -1;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int of_month = number(8, 2);
  if (year < 0 || month < 0 || of_month < 0) return std::nullopt;
  const auto day = date::year(year) / month / of_month;
  if (!day.ok()) return std::nullopt;
  return date::sys_days(day).time_since_epoch().count();
}

bool is_time_zone(const std::string& name) {
  return zone_named(name) != nullptr;
}

LocalDays::LocalDays(const std::vector<PolicyZone>& zones) {
  for (const PolicyZone& of : zones) {
    const date::time_zone* zone = zone_named(of.zone);
    if (zone != nullptr) known_.push_back({of.policy, zone, 0, 0, 0});
  }
}

std::int64_t LocalDays::day(std::string_view policy, std::int64_t time_s) {
  for (Known& known : known_) {
    if (known.policy != policy) continue;
    if (time_s < known.begin_s || time_s >= known.end_s) {
      const date::sys_info info =
          known.zone->get_info(date::sys_seconds(std::chrono::seconds(time_s)));
      known.begin_s = info.begin.time_since_epoch().count();
      known.end_s = info.end.time_since_epoch().count();
      known.offset_s = info.offset.count();
    }
    return days_in(time_s + known.offset_s);
  }
  return days_in(time_s);
}

}  // namespace akkoord
