// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <map>
#include <utility>
#include <variant>

#include "collector/circumstances.h"
#include "collector/sqlite_rates.h"
#include "tests/collector/ledger.h"
#include "tests/collector/random_events.h"
#include "tests/collector/recount.h"
#include "tests/collector/test_store.h"

namespace akkoord {

namespace {

/// What was sent, and when it came.
struct Arrived {
  std::variant<ConsentEvent, ShownCount> what;
  std::int64_t received_s;
};

BannerCircumstances asked(const Arrived& arrived) {
  if (const auto* event = std::get_if<ConsentEvent>(&arrived.what)) return circumstances_of(*event);
  const auto& shown = std::get<ShownCount>(arrived.what);
  return {shown.policy,   shown.site,         shown.revision, shown.variant,
          shown.language, shown.jurisdiction, shown.device};
}

bool passes(const RatesFilter& filter, const Arrived& arrived) {
  const BannerCircumstances is = asked(arrived);
  const std::int64_t day = test::c_library_day(is.policy, arrived.received_s);
  const auto fits = [](const std::string& wanted, const std::string& word) {
    return wanted.empty() || wanted == word;
  };
  return day >= filter.first_day && day <= filter.last_day && fits(filter.policy, is.policy) &&
         fits(filter.site, is.site) && fits(filter.variant, is.variant) &&
         fits(filter.language, is.language) && fits(filter.jurisdiction, is.jurisdiction) &&
         filter.revision.value_or(is.revision) == is.revision &&
         filter.device.value_or(is.device) == is.device;
}

RatesKey key_of(RatesBy by, const Arrived& arrived) {
  const BannerCircumstances is = asked(arrived);
  const std::int64_t day = test::c_library_day(is.policy, arrived.received_s);
  const auto* event = std::get_if<ConsentEvent>(&arrived.what);
  switch (by) {
    case RatesBy::day:
      return day;
    case RatesBy::weekday: {
      const ::time_t time = day * 86'400;
      ::tm parts{};
      ::gmtime_r(&time, &parts);
      return std::int64_t{parts.tm_wday == 0 ? 7 : parts.tm_wday};
    }
    case RatesBy::policy:
      return is.policy;
    case RatesBy::site:
      return is.site;
    case RatesBy::revision:
      return std::int64_t{is.revision};
    case RatesBy::variant:
      return is.variant;
    case RatesBy::language:
      return is.language;
    case RatesBy::jurisdiction:
      return is.jurisdiction;
    case RatesBy::device:
      return static_cast<std::int64_t>(is.device);
    case RatesBy::method:
      return event == nullptr ? std::int64_t{0} : static_cast<std::int64_t>(event->method);
    case RatesBy::layer:
      break;
  }
  return event == nullptr ? std::int64_t{0} : std::int64_t{event->layer};
}

void count(const ConsentEvent& event, RateSums& sums) {
  switch (kind_of(event)) {
    case EventKind::refusal:
      ++sums.refused;
      return;
    case EventKind::withdrawal:
      ++sums.withdrawn;
      return;
    case EventKind::consent:
      break;
  }
  if (event.previous_id) {
    ++sums.changed;
    return;
  }
  ++sums.consented[event.choice.bits()];
  if (!event.services.empty()) ++sums.with_exceptions[event.choice.bits()];
}

std::map<RatesKeys, RateSums> recount(const std::vector<Arrived>& all, const RatesFilter& filter,
                                      std::span<const RatesBy> by) {
  std::map<RatesKeys, RateSums> sums;
  for (const Arrived& arrived : all) {
    if (!passes(filter, arrived)) continue;
    RatesKeys keys;
    for (const RatesBy one : by) keys.push_back(key_of(one, arrived));
    RateSums& into = sums[keys];
    if (const auto* event = std::get_if<ConsentEvent>(&arrived.what)) {
      count(*event, into);
    } else {
      ++into.shown;
      if (std::get<ShownCount>(arrived.what).entry) ++into.shown_on_entry;
    }
  }
  return sums;
}

bool same(const RateSums& a, const RateSums& b) {
  return a.shown == b.shown && a.shown_on_entry == b.shown_on_entry && a.refused == b.refused &&
         a.consented == b.consented && a.with_exceptions == b.with_exceptions &&
         a.changed == b.changed && a.withdrawn == b.withdrawn;
}

/// A few thousand arrivals around the edges of days, in a database and as a list.
struct Sent {
  Sent() : ledger(folder.path()) {
    test::RandomEvents random(11);
    for (int i = 0; i < 3'000; ++i) {
      const std::int64_t received_s = random.edge_s();
      Arrived arrived{random.event(received_s), received_s};
      if (random.below(3) == 0) arrived.what = random.shown();
      std::visit([&](const auto& what) { (void)ledger.put(what, received_s); }, arrived.what);
      all.push_back(std::move(arrived));
    }
    roll_up_all(ledger.database());
  }

  const test::TemporaryFolder folder{};
  test::Ledger ledger;
  std::vector<Arrived> all{};
};

RatesFilter any_day() {
  RatesFilter filter;
  filter.last_day = last_day_of_all;
  return filter;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(rates)

BOOST_AUTO_TEST_CASE(equal_a_recount_of_what_was_sent_under_any_filter_and_grouping) {
  Sent sent;
  SqliteRates rates(sent.ledger.database());
  RatesFilter narrow = any_day();
  narrow.policy = "2pass";
  narrow.language = "nl";
  narrow.device = Device::small;
  RatesFilter days = any_day();
  days.first_day = *day_of_date("2026-10-25");
  days.last_day = *day_of_date("2027-03-28");
  days.revision = 2;
  RatesFilter one_day = any_day();
  one_day.first_day = one_day.last_day = *day_of_date("2028-02-29");
  RatesFilter where = any_day();
  where.site = "harbour.test";
  where.jurisdiction = "NL";
  where.variant = "box-b";
  const std::vector<std::vector<RatesBy>> groupings = {
      {},
      {RatesBy::day},
      {RatesBy::weekday, RatesBy::variant},
      {RatesBy::policy, RatesBy::revision, RatesBy::device},
      {RatesBy::site, RatesBy::language, RatesBy::jurisdiction},
      {RatesBy::method, RatesBy::layer}};
  for (const RatesFilter& filter : {any_day(), narrow, days, one_day, where}) {
    for (const std::vector<RatesBy>& by : groupings) {
      const auto expected = recount(sent.all, filter, by);
      const std::vector<RateSums> found = rates.sums(filter, by);
      BOOST_TEST_REQUIRE(found.size() == expected.size());
      BOOST_TEST(!found.empty());
      auto next = expected.begin();
      for (const RateSums& sums : found) {
        BOOST_TEST((sums.keys == next->first));
        BOOST_TEST(same(sums, next->second));
        ++next;
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(know_who_let_a_service_in_by_its_category_or_by_name) {
  Sent sent;
  SqliteRates rates(sent.ledger.database());
  std::uint64_t let_in = 0;
  for (const Arrived& arrived : sent.all) {
    const auto* event = std::get_if<ConsentEvent>(&arrived.what);
    if (event == nullptr || event->previous_id || kind_of(*event) != EventKind::consent) continue;
    bool granted = event->choice.has(Category::advertising);
    for (const auto& [service, said] : event->services) {
      if (service == "pixel") granted = said;
    }
    if (granted) ++let_in;
  }
  const RateSums all = rates.sums(any_day(), {}).front();
  bool found = false;
  for (const ServiceSums& service : rates.services(any_day())) {
    if (service.service != "pixel") continue;
    found = true;
    BOOST_TEST(service.granted_of(all, Category::advertising) == let_in);
  }
  BOOST_TEST(found);
  BOOST_TEST(all.granted(Category::advertising) != let_in);
}

BOOST_AUTO_TEST_CASE(tell_times_withdrawals_and_what_was_held) {
  Sent sent;
  SqliteRates rates(sent.ledger.database());
  std::map<std::string, std::int64_t> first_day;
  std::uint64_t events = 0;
  for (const Arrived& arrived : sent.all) {
    const auto* event = std::get_if<ConsentEvent>(&arrived.what);
    if (event == nullptr) continue;
    ++events;
    const std::int64_t day = test::c_library_day(event->policy, arrived.received_s);
    for (const std::string& host : event->unknown_hosts) {
      const auto [known, is_new] = first_day.try_emplace(host, day);
      if (!is_new) known->second = std::min(known->second, day);
    }
  }
  std::uint64_t timed = 0;
  for (const SecondsSums& one : rates.seconds(any_day(), {})) timed += one.times;
  BOOST_TEST(timed == events);

  RatesFilter last = any_day();
  last.first_day = *day_of_date("2028-01-01");
  std::size_t hosts = 0;
  for (const HeldSums& held : rates.held(any_day())) {
    if (held.what != HeldWhat::host) continue;
    ++hosts;
    BOOST_TEST(held.first_day == first_day.at(held.name));
  }
  BOOST_TEST(hosts == first_day.size());
  for (const HeldSums& held : rates.held(last)) {
    if (held.what == HeldWhat::host) BOOST_TEST(held.first_day == first_day.at(held.name));
  }
  constexpr RatesBy by_variant[] = {RatesBy::variant};
  const auto withdrawn = rates.withdrawn(any_day(), by_variant);
  BOOST_TEST(withdrawn.size() > 2U);
  std::uint64_t ended = 0;
  for (const WithdrawnSums& one : withdrawn) ended += one.times;
  BOOST_TEST(static_cast<std::int64_t>(ended) ==
             test::number_in(sent.folder.path(), "SELECT SUM(times) FROM withdrawn"));
}

BOOST_AUTO_TEST_CASE(take_days_as_dates) {
  for (const std::int64_t day : {0, 18'262, 21'243, 2'932'896}) {
    BOOST_TEST(day_of_date(date_text(day)).value() == day);
  }
  BOOST_TEST(date_text(20'786) == "2026-11-29");
  for (const char* wrong : {"", "2026-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-0x",
                            "2026-01-01 ", "-026-01-01"}) {
    BOOST_TEST(!day_of_date(wrong).has_value());
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
