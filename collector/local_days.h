// SPDX-License-Identifier: MIT
//
// On which day something happened, as whoever looks at a clinic's rates would say: its own day,
// from midnight to midnight in its time zone, be it 23 hours long or 25. Days are counted from
// 1970-01-01. The time zones are those of the system (IANA's).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace date {
class time_zone;
}

namespace akkoord {

/// The time zone of a policy's sites.
struct PolicyZone {
  /// The policy.
  std::string policy{};
  /// The zone's name, e.g. "Europe/Brussels".
  std::string zone{};
};

/// A day later than any that counts.
inline constexpr std::int64_t last_day_of_all = 2'932'896;  // 9999-12-31

/// A day as "YYYY-MM-DD".
[[nodiscard]] std::string date_text(std::int64_t day);
/// The day of a text like that; nothing where there is no such day.
[[nodiscard]] std::optional<std::int64_t> day_of_date(std::string_view text) noexcept;

/// Whether the system knows the time zone `name`.
[[nodiscard]] bool is_time_zone(const std::string& name);

/// Tells days; on one thread at a time.
class LocalDays {
 public:
  /// Knows the zones of these policies; all others, and zones that the system does not know, are
  /// UTC.
  explicit LocalDays(const std::vector<PolicyZone>& zones = {});

  /// The day of `time_s` (seconds since 1970, UTC) at the sites of `policy`.
  [[nodiscard]] std::int64_t day(std::string_view policy, std::int64_t time_s);

 private:
  /// A zone, with the span of time that its last answer holds for.
  struct Known {
    std::string policy;
    const date::time_zone* zone;
    std::int64_t begin_s;
    std::int64_t end_s;
    std::int64_t offset_s;
  };

  std::vector<Known> known_;
};

}  // namespace akkoord
