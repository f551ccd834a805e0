// SPDX-License-Identifier: MIT
#include "collector/local_days.h"

#include <date/tz.h>

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
