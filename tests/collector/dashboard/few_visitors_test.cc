// SPDX-License-Identifier: MIT
#include "collector/dashboard/few_visitors.h"

#include <boost/test/unit_test.hpp>
#include <random>

namespace akkoord {

namespace {

/// Visits of which half chose and half of those granted everything.
Tally halves(std::int64_t met) {
  return {met, met / 2, {met / 4, met / 4, met / 4, met / 4}};
}

/// 400 days of a small clinic, the same each time.
std::vector<DayTally> small_year(std::int64_t most_a_day) {
  std::mt19937 chance(7);
  std::vector<DayTally> days;
  for (std::int64_t day = 20'000; day < 20'400; ++day) {
    const auto met = static_cast<std::int64_t>(chance() % static_cast<unsigned>(most_a_day));
    const std::int64_t chose = met * 6 / 10;
    days.push_back({day, {met, chose, {chose / 2, chose / 2, chose / 4, 0}}});
  }
  return days;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(few_visitors)

BOOST_AUTO_TEST_CASE(are_not_told_themselves_nor_as_what_is_left) {
  BOOST_TEST(can_be_told({80, 40, {20, 20, 20, 20}}));
  BOOST_TEST(can_be_told({20, 0, {}}));
  BOOST_TEST(can_be_told({}));
  BOOST_TEST(!can_be_told({19, 0, {}}));
  BOOST_TEST(!can_be_told({80, 19, {}}));                // 19 chose
  BOOST_TEST(!can_be_told({80, 61, {20, 20, 20, 20}}));  // 19 ignored it
  BOOST_TEST(!can_be_told({80, 40, {19, 20, 20, 20}}));  // 19 granted a category
  BOOST_TEST(!can_be_told({80, 40, {21, 20, 20, 20}}));  // 19 of those who chose did not
  BOOST_TEST(can_be_told({80, 40, {0, 40, 20, 20}}));    // nobody, or all who chose
}

BOOST_AUTO_TEST_CASE(are_joined_until_there_are_enough_and_the_last_ones_wait) {
  const std::vector<DayTally> days = {{1, halves(80)}, {2, halves(40)}, {3, halves(40)},
                                      {4, {}},         {5, halves(80)}, {6, halves(12)}};
  const std::vector<DaySpan> spans = spans_of(days);
  BOOST_TEST_REQUIRE(spans.size() == 3);
  BOOST_TEST((spans[0].first == 1 && spans[0].last == 1));
  BOOST_TEST((spans[1].first == 2 && spans[1].last == 3));
  BOOST_TEST((spans[2].first == 4 && spans[2].last == 5));
  BOOST_TEST(spans_within(spans, 1, 2).size() == 1);
  BOOST_TEST(spans_within(spans, 1, 3).size() == 2);
  BOOST_TEST(spans_within(spans, 2, 6).size() == 2);
  BOOST_TEST(spans_within(spans, 3, 3).empty());
}

BOOST_AUTO_TEST_CASE(do_not_show_in_the_difference_of_any_two_periods_or_steps) {
  for (const std::int64_t most_a_day : {9, 60, 400}) {
    const std::vector<DayTally> days = small_year(most_a_day);
    // Every boundary that any answer has is one of the finest spans': between two lie whole spans.
    std::vector<std::int64_t> bounds = {days.front().day};
    for (const DaySpan& span : spans_of(days)) {
      BOOST_TEST(can_be_told(span.tally));
      BOOST_TEST(span.tally.met >= fewest_visitors);
      BOOST_TEST(span.first == bounds.back());
      bounds.push_back(span.last + 1);
    }
    for (const std::int64_t least_days : {7, 28}) {
      for (const DaySpan& span : spans_of(days, least_days)) {
        BOOST_TEST((std::find(bounds.begin(), bounds.end(), span.first) != bounds.end()));
        BOOST_TEST((std::find(bounds.begin(), bounds.end(), span.last + 1) != bounds.end()));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(stay_joined_as_they_were_when_days_come_after) {
  const std::vector<DayTally> days = small_year(60);
  const std::vector<DaySpan> all = spans_of(days);
  for (std::size_t count = 0; count < days.size(); count += 7) {
    const std::vector<DaySpan> then = spans_of(std::span(days).first(count));
    BOOST_TEST_REQUIRE(then.size() <= all.size());
    for (std::size_t i = 0; i < then.size(); ++i) {
      BOOST_TEST((then[i].first == all[i].first && then[i].last == all[i].last));
    }
  }
}

BOOST_AUTO_TEST_CASE(take_the_smallest_other_group_with_them_when_they_are_alone) {
  const std::vector<Tally> groups = {halves(400), halves(10), halves(200), halves(800)};
  BOOST_TEST((hidden_groups(groups) == std::vector<bool>{false, true, true, false}));
  const std::vector<Tally> enough = {halves(400), halves(200)};
  BOOST_TEST((hidden_groups(enough) == std::vector<bool>{false, false}));
  const std::vector<Tally> two = {halves(400), halves(10)};
  BOOST_TEST((hidden_groups(two) == std::vector<bool>{true, true}));
}

BOOST_AUTO_TEST_CASE(never_follow_from_the_total_less_what_is_told) {
  std::mt19937 chance(11);
  for (int round = 0; round < 500; ++round) {
    std::vector<Tally> groups(1 + chance() % 6);
    Tally rest;
    for (Tally& group : groups) {
      group = halves(static_cast<std::int64_t>(chance() % 300));
      rest += group;
    }
    const std::vector<bool> hidden = hidden_groups(groups);
    const auto count = std::count(hidden.begin(), hidden.end(), true);
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (!hidden[i]) rest -= groups[i];
      BOOST_TEST((hidden[i] || can_be_told(groups[i])));
    }
    const bool is_all = static_cast<std::size_t>(count) == groups.size();
    BOOST_TEST((count == 0 || is_all || (count > 1 && can_be_told(rest))));
  }
}

BOOST_AUTO_TEST_CASE(leave_shares_with_the_bounds_of_wilsons_interval) {
  // Wilson (1927) for 81 of 263, as Newcombe (1998), table I, prints it.
  const Interval known = wilson(81, 263);
  BOOST_TEST(known.low == 0.2553, boost::test_tools::tolerance(2e-4));
  BOOST_TEST(known.high == 0.3662, boost::test_tools::tolerance(2e-4));
  BOOST_TEST(wilson(0, 20).low == 0.0);
  BOOST_TEST(wilson(0, 20).high == 0.1611, boost::test_tools::tolerance(1e-3));
  BOOST_TEST(wilson(20, 20).high == 1.0);
  BOOST_TEST(wilson(0, 0).low == 0.0);
  BOOST_TEST(wilson(0, 0).high == 1.0);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
