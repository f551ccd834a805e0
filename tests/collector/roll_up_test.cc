// SPDX-License-Identifier: MIT
#include "collector/roll_up.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <boost/test/unit_test.hpp>
#include <deque>

#include "collector/erasure.h"
#include "collector/sqlite_schema.h"
#include "collector/sqlite_store.h"
#include "tests/collector/ledger.h"
#include "tests/collector/random_events.h"
#include "tests/collector/recount.h"
#include "tests/collector/test_store.h"

namespace akkoord {

using test::Ledger;
using test::RandomEvents;
using test::recounted;
using test::rolled_up;
using test::TemporaryFolder;

namespace {

/// Where two sums differ, for a message; empty where they are the same.
std::string difference(const test::SumRows& expected, const test::SumRows& found) {
  for (const auto& [row, times] : expected) {
    const auto there = found.find(row);
    const std::int64_t is = there == found.end() ? 0 : there->second;
    if (is != times) return row + " is " + std::to_string(is) + ", not " + std::to_string(times);
  }
  return expected.size() == found.size() ? "" : "there are rows that no record has made";
}

/// Events around the edges of days, in an order that is not that of their times.
void fill(Ledger& ledger, RandomEvents& random, int events) {
  std::deque<ConsentEvent> late;
  for (int i = 0; i < events; ++i) {
    const std::int64_t time_s = random.edge_s();
    ConsentEvent event = random.event(time_s);
    if (random.below(8) == 0) {
      late.push_back(std::move(event));  // waits in the page, and comes after what follows it
    } else {
      (void)ledger.put(event, time_s + static_cast<std::int64_t>(random.below(3)));
    }
    if (late.size() > 20) {
      (void)ledger.put(late.front(), random.edge_s());
      late.pop_front();
    }
    if (random.below(40) == 0) ledger.roll_up(1 + random.below(100), random.below(3) != 0);
  }
}

}  // namespace

BOOST_AUTO_TEST_SUITE(roll_up)

BOOST_AUTO_TEST_CASE(equals_a_recount_of_the_records) {
  const TemporaryFolder folder;
  RandomEvents random(6);
  for (int restart = 0; restart < 4; ++restart) {
    Ledger ledger(folder.path());
    fill(ledger, random, 1'000);
  }
  Ledger ledger(folder.path());
  roll_up_all(ledger.database());
  const test::SumRows expected = recounted(ledger.database());
  BOOST_TEST(difference(expected, rolled_up(ledger.database())) == "");
  BOOST_TEST(test::number_in(folder.path(), "SELECT SUM(times) FROM withdrawn") > 100);

  // GDPR 17: a record can go; what it has told of nobody in particular stays counted.
  ledger.database().run("DELETE FROM events WHERE leaf % 3 = 0");
  roll_up_all(ledger.database());
  BOOST_TEST(difference(expected, rolled_up(ledger.database())) == "");
}

BOOST_AUTO_TEST_CASE(ends_days_at_midnight_of_the_site) {
  RandomEvents random(7);
  LocalDays days(test::random_zones);
  for (int i = 0; i < 2'000; ++i) {
    const std::int64_t time_s = random.edge_s() + static_cast<std::int64_t>(random.below(7'200));
    for (const char* policy : {"2pass", "harbour", "another"}) {
      BOOST_TEST(days.day(policy, time_s) == test::c_library_day(policy, time_s));
    }
  }
  BOOST_TEST(LocalDays().day("2pass", -1) == -1);
  BOOST_TEST(LocalDays().day("2pass", -86'400) == -1);
  BOOST_TEST(is_time_zone("Europe/Brussels"));
  BOOST_TEST(!is_time_zone("Europe/Atlantis"));
}

BOOST_AUTO_TEST_CASE(keeps_as_many_unknown_hosts_by_name_as_its_bound_and_counts_the_others) {
  const TemporaryFolder folder;
  Ledger ledger(folder.path());
  for (unsigned i = 0; i < 25; ++i) {
    ConsentEvent event = test::consent(i);
    for (unsigned host = 0; host < 10; ++host) {
      event.unknown_hosts.push_back("h" + std::to_string(10 * i + host) + ".example");
    }
    (void)ledger.put(event, test::start_s);
    (void)ledger.put(test::consent(100 + i), test::start_s);
  }
  for (int step = 0; step < 12; ++step) ledger.roll_up(5, true);
  const auto number = [&](const char* sql) { return test::number_in(folder.path(), sql); };
  BOOST_TEST(number("SELECT COUNT(*) FROM held WHERE what = 1") == max_held_hosts);
  BOOST_TEST(number("SELECT times FROM held WHERE what = 2") == 50);
  BOOST_TEST(number("SELECT visitors FROM held WHERE what = 2") == 5);
}

BOOST_AUTO_TEST_CASE(has_a_record_before_it_is_past_its_retention) {
  const TemporaryFolder folder;
  Ledger ledger(folder.path());
  for (unsigned i = 0; i < 10; ++i) {
    (void)ledger.put(test::consent(i), test::start_s);
  }
  ledger.roll_up(4, true);
  const std::int64_t long_after_s = test::start_s + 1'000'000'000;
  BOOST_TEST(erase_expired(ledger.database(), "2pass", long_after_s, 100) == 4U);
  ledger.roll_up(100, true);
  BOOST_TEST(erase_expired(ledger.database(), "2pass", long_after_s, 100) == 6U);
  BOOST_TEST(test::number_in(folder.path(), "SELECT SUM(times) FROM choices") == 10);
}

/// Sends events until it is killed; its clock runs fast, so that it rolls up often.
[[noreturn]] void run_until_killed(const std::filesystem::path& folder, std::uint64_t seed) {
  std::atomic<std::int64_t> tick = 0;
  std::string fault;
  auto opened = DataFolder::open(folder, fault);
  StoreSettings settings;
  settings.now_s = [&] { return test::start_s + tick++ / 4; };
  settings.policies.zones = test::random_zones;
  const auto store = SqliteStore::open(std::move(*opened), std::move(settings), fault);
  RandomEvents random(seed);
  for (std::int64_t i = 0;; ++i) {
    const std::int64_t now_s = test::start_s + static_cast<std::int64_t>(seed) * 40'000 + i;
    store->put(random.event(now_s), now_s, [](StoreAnswer) {});
    if (i % 16 == 0) (void)test::put(*store, random.event(now_s), now_s);
  }
}

BOOST_AUTO_TEST_CASE(neither_loses_nor_doubles_a_record_when_it_is_killed) {
  const TemporaryFolder folder;
  RandomEvents moments(8);
  for (std::uint64_t kill = 1; kill <= 6; ++kill) {
    const ::pid_t child = ::fork();
    if (child == 0) run_until_killed(folder.path(), kill);
    const auto wanted = static_cast<std::int64_t>(kill * 300 + moments.below(300));
    std::int64_t leaves = 0;
    while (leaves < wanted) {
      ::usleep(2'000);
      if (!std::filesystem::exists(folder.path() / "events.db")) continue;
      try {
        leaves = test::number_in(folder.path(), "SELECT MAX(next_leaf) FROM rolled_up");
      } catch (const SqliteFault&) {
        continue;  // it has not come so far yet
      }
    }
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    BOOST_TEST(test::log_fault(folder.path()) == "");
    Database database(folder.path() / "events.db", Database::Use::write);
    prepare_for_writing(database);
    if (kill % 2 == 0) roll_up_all(database);
  }
  Database database(folder.path() / "events.db", Database::Use::write);
  prepare_for_writing(database);
  roll_up_all(database);
  BOOST_TEST(difference(recounted(database), rolled_up(database)) == "");
  // Refusals are counted when they come: their ids are there as often as their times to choose.
  const auto number = [&](const char* sql) { return test::number_in(folder.path(), sql); };
  BOOST_TEST(number("SELECT SUM(times) FROM counts WHERE what = 1") ==
             number("SELECT COUNT(*) FROM refusals"));
  BOOST_TEST(number("SELECT SUM(times) FROM choice_seconds WHERE kind = 2") ==
             number("SELECT COUNT(*) FROM refusals"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
