// SPDX-License-Identifier: MIT
#include "collector/dashboard/few_visitors.h"

#include <algorithm>

namespace akkoord {

namespace {

/// Hides what can't be told, then the smallest others until the hidden ones together can.
template <typename Sum, typename Item, typename Told, typename Size>
std::vector<bool> hidden_of(std::span<const Item> items, const Told& told, const Size& size) {
  std::vector<bool> hidden(items.size());
  Sum sum{};
  std::size_t count = 0;
  const auto hide = [&](std::size_t i) {
    hidden[i] = true;
    sum += items[i];
    ++count;
  };
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (!told(items[i])) hide(i);
  }
  while (count > 0 && count < items.size() && (count == 1 || !told(sum))) {
    std::size_t smallest = items.size();
    for (std::size_t i = 0; i < items.size(); ++i) {
      const bool is_smaller = smallest == items.size() || size(items[i]) < size(items[smallest]);
      if (!hidden[i] && is_smaller) smallest = i;
    }
    hide(smallest);
  }
  return hidden;
}

}  // namespace

bool can_be_told(const Tally& tally) noexcept {
  return is_enough(tally.met, tally.met) && is_enough(tally.chose, tally.met) &&
         is_enough(tally.chose, tally.chose) &&
         std::all_of(tally.granted.begin(), tally.granted.end(), [&tally](std::int64_t granted) {
           return is_enough(granted, tally.chose) && is_enough(granted, tally.met);
         });
}

std::vector<DaySpan> spans_of(std::span<const DayTally> days, std::int64_t least_days) {
  std::vector<DaySpan> finest;
  DaySpan open;
  bool is_open = false;
  for (const DayTally& day : days) {
    if (!is_open) open = {day.day, day.day, {}};
    open.last = day.day;
    open.tally += day.tally;
    is_open = open.tally.met == 0 || !can_be_told(open.tally);
    if (!is_open) finest.push_back(open);
  }
  if (least_days <= 1) return finest;
  std::vector<DaySpan> joined;
  for (const DaySpan& span : finest) {
    const bool goes_on =
        !joined.empty() && joined.back().last - joined.back().first + 1 < least_days;
    if (!goes_on) {
      joined.push_back(span);
      continue;
    }
    joined.back().last = span.last;
    joined.back().tally += span.tally;
  }
  return joined;
}

std::span<const DaySpan> spans_within(std::span<const DaySpan> spans, std::int64_t first,
                                      std::int64_t last) {
  const auto begin = std::find_if(spans.begin(), spans.end(),
                                  [first](const DaySpan& span) { return span.first >= first; });
  const auto end =
      std::find_if(begin, spans.end(), [last](const DaySpan& span) { return span.last > last; });
  return {begin, end};
}

std::vector<bool> hidden_groups(std::span<const Tally> groups) {
  return hidden_of<Tally>(groups, can_be_told, [](const Tally& group) { return group.met; });
}

std::vector<bool> hidden_parts(std::span<const std::int64_t> parts, std::int64_t whole) {
  return hidden_of<std::int64_t>(
      parts, [whole](std::int64_t part) { return is_enough(part, whole); },
      [](std::int64_t part) { return part; });
}

}  // namespace akkoord
