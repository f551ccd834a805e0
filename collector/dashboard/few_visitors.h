// SPDX-License-Identifier: MIT
//
// No figure tells of fewer than 20 visitors, be it by itself, by what is left of a total when the
// others are taken away, or by the difference between two periods:
//
//   * A tally is told when it and each of its parts (those who chose, who did not, who granted a
//     category, who did not) are 20 or more, or nobody.
//   * Days are never told singly where they are too few. From the first day on, days are joined to
//     spans that can be told; the last ones, which can't yet, are not told until they can. Every
//     period is made of whole spans, so the difference of two periods is made of whole spans too.
//     Spans depend on finished days alone: looking every minute does not show one visitor come.
//   * Of groups (languages, banners, ...), those that are too few are hidden, and with them as many
//     of the smallest others as it takes until the hidden ones together can be told.
//   * A filter is refused where those it leaves out are too few.
//
// Not covered: who combines three and more filters and solves the equations may bound a small group
// from both sides. The figures have no names in them either way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "collector/dashboard/tally.h"

namespace akkoord {

/// The fewest visitors that a figure tells of.
inline constexpr std::int64_t fewest_visitors = 20;

/// Whether a count of `part` among `whole` tells of nobody, or of enough, on either side.
[[nodiscard]] constexpr bool is_enough(std::int64_t part, std::int64_t whole) noexcept {
  const std::int64_t rest = whole - part;
  return (part <= 0 || part >= fewest_visitors) && (rest <= 0 || rest >= fewest_visitors);
}

/// Whether `tally` can be told.
[[nodiscard]] bool can_be_told(const Tally& tally) noexcept;

/// A day.
struct DayTally {
  std::int64_t day = 0;  ///< Since 1970-01-01.
  Tally tally{};         ///< Its visits.
};

/// Days that are told together: from the first to the last.
struct DaySpan {
  std::int64_t first = 0;  ///< Since 1970-01-01.
  std::int64_t last = 0;   ///< Likewise; part of it.
  Tally tally{};           ///< Their visits.
};

/// Joins days, which are in their order, to spans of at least `least_days` that can be told; the
/// last days may be in none. Spans of more days are made of whole spans of one.
[[nodiscard]] std::vector<DaySpan> spans_of(std::span<const DayTally> days,
                                            std::int64_t least_days = 1);

/// Those that lie in a period as a whole.
[[nodiscard]] std::span<const DaySpan> spans_within(std::span<const DaySpan> spans,
                                                    std::int64_t first, std::int64_t last);

/// Which of `groups` are hidden.
[[nodiscard]] std::vector<bool> hidden_groups(std::span<const Tally> groups);

/// The same for counts among `whole` that are told one by one, e.g. by method.
[[nodiscard]] std::vector<bool> hidden_parts(std::span<const std::int64_t> parts,
                                             std::int64_t whole);

}  // namespace akkoord
