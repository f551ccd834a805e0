// SPDX-License-Identifier: MIT
//
// What became of events when the power was cut or the disk failed: whatever was answered `stored`
// is found, nothing twice, and the proof log holds.
#include <boost/test/unit_test.hpp>
#include <condition_variable>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "tests/collector/faulty_disk.h"
#include "tests/collector/test_store.h"

namespace akkoord {

using test::consent;
using test::FaultyDisk;
using test::log_fault;
using test::number_in;
using test::open_store;
using test::refusal;
using test::TemporaryFolder;

namespace {

/// Every third is a refusal.
ConsentEvent event_number(unsigned number) {
  if (number % 3 == 0) return refusal(number);
  ConsentEvent event = consent(number);
  if (number % 3 == 2) event.previous_id = consent(number - 1).id;
  return event;
}

/// What was answered to whom.
class Answers {
 public:
  void hear(unsigned number, StoreAnswer answer) {
    const std::lock_guard lock(mutex_);
    given_[number] = answer;
    came_.notify_all();
  }
  void wait_for(std::size_t count) {
    std::unique_lock lock(mutex_);
    came_.wait(lock, [&] { return given_.size() >= count; });
  }
  [[nodiscard]] std::map<unsigned, StoreAnswer> given() const {
    const std::lock_guard lock(mutex_);
    return given_;
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable came_;
  std::map<unsigned, StoreAnswer> given_;
};

bool is_kept(StoreAnswer answer) {
  return answer == StoreAnswer::stored || answer == StoreAnswer::repeated;
}

/// Sends events 1 to `count`, up to `at_once` before the first of them is answered.
void send(SqliteStore& store, unsigned count, unsigned at_once, Answers& answers) {
  for (unsigned number = 1; number <= count; ++number) {
    store.put(event_number(number), test::start_s,
              [&answers, number](StoreAnswer answer) { answers.hear(number, answer); });
    if (number % at_once == 0) answers.wait_for(number);
  }
  answers.wait_for(count);
}

/// Opens what is there on a disk that works, holds it against what was answered, and sends all
/// again, as pages do.
void all_is_well(const std::filesystem::path& folder, unsigned count,
                 const std::map<unsigned, StoreAnswer>& given) {
  auto store = open_store(folder);
  BOOST_TEST_REQUIRE(store != nullptr);
  for (unsigned number = 1; number <= count; ++number) {
    const StoreAnswer again = test::put(*store, event_number(number));
    const auto answer = given.find(number);
    const bool was_kept = answer != given.end() && is_kept(answer->second);
    BOOST_TEST(is_kept(again), "event " << number);
    if (was_kept) BOOST_TEST((again == StoreAnswer::repeated), "event " << number << " was lost");
  }
  store.reset();
  const std::int64_t refusals = count / 3;
  BOOST_TEST(number_in(folder, "SELECT COUNT(*) FROM events") == count - refusals);
  BOOST_TEST(number_in(folder, "SELECT COUNT(DISTINCT id) FROM events") == count - refusals);
  BOOST_TEST(number_in(folder, "SELECT SUM(times) FROM counts WHERE what = 1") == refusals);
  BOOST_TEST(number_in(folder, "SELECT SUM(times) FROM choices") == count - refusals);
  BOOST_TEST(log_fault(folder) == "");
}

}  // namespace

BOOST_AUTO_TEST_SUITE(on_a_disk)

BOOST_AUTO_TEST_CASE(an_event_is_synced_before_it_is_answered) {
  const TemporaryFolder folder;
  FaultyDisk disk;
  auto store = open_store(folder.path());
  for (unsigned number = 1; number <= 400; ++number) {
    bool was_synced = false;
    std::promise<StoreAnswer> answer;
    store->put(event_number(number), test::start_s, [&](StoreAnswer given) {
      was_synced = disk.is_synced("events.db-wal");
      answer.set_value(given);
    });
    BOOST_TEST((answer.get_future().get() == StoreAnswer::stored));
    BOOST_TEST(was_synced);
  }
}

BOOST_AUTO_TEST_CASE(that_loses_its_power_every_answered_event_is_found) {
  constexpr unsigned events = 300;
  std::map<unsigned, std::uint64_t> calls;  // of a run, by how many events come at once
  for (unsigned round = 0; round < 24; ++round) {
    BOOST_TEST_CONTEXT("round " << round) {
      std::mt19937 random(round);
      const TemporaryFolder folder;
      const TemporaryFolder after;
      const unsigned at_once = 1 + round % 6;
      std::map<unsigned, StoreAnswer> given;
      bool is_cut = false;
      {
        FaultyDisk disk;
        Answers answers;
        // The first run of each kind is cut early and tells how long the others are; how events
        // fall into commits differs a little from run to run.
        const std::uint64_t known = calls[at_once] / 10 * 9;
        disk.during(known == 0 ? 40 : random() % known, [&] {
          is_cut = true;
          given = answers.given();
          disk.leave(folder.path(), after.path(), random);
        });
        auto store = open_store(folder.path());
        BOOST_TEST_REQUIRE(store != nullptr);
        send(*store, events, at_once, answers);
        store.reset();
        if (known == 0) calls[at_once] = disk.calls();
      }
      if (is_cut) all_is_well(after.path(), events, given);
      BOOST_TEST(is_cut);
    }
  }
  BOOST_TEST(calls[1] > 1'000U);
}

BOOST_AUTO_TEST_CASE(that_fails_a_call_no_event_is_answered_that_is_not_there) {
  constexpr unsigned events = 9;
  for (const auto& [code, lasts] : {std::pair(SQLITE_FULL, true), {SQLITE_IOERR_WRITE, false}}) {
    unsigned failed = 0;
    bool was_reached = true;
    for (std::uint64_t call = 0; was_reached; ++call) {
      BOOST_TEST_CONTEXT("call " << call << ", code " << code << (lasts ? ", all after" : "")) {
        const TemporaryFolder folder;
        Answers answers;
        {
          FaultyDisk disk;
          disk.fail({call, code, lasts});
          if (auto store = open_store(folder.path())) send(*store, events, 1, answers);
          was_reached = disk.calls() > call;
        }
        for (const auto& [number, answer] : answers.given()) {
          BOOST_TEST((answer == StoreAnswer::stored || answer == StoreAnswer::failed));
          failed += answer == StoreAnswer::failed ? 1 : 0;
        }
        all_is_well(folder.path(), events, answers.given());
      }
    }
    BOOST_TEST(failed > 10U);
  }
}

// What a sync failed on is gone, whatever the next sync says.
BOOST_AUTO_TEST_CASE(that_fails_and_then_loses_its_power_every_answered_event_is_found) {
  constexpr unsigned events = 30;
  for (unsigned round = 0; round < 60; ++round) {
    BOOST_TEST_CONTEXT("round " << round) {
      std::mt19937 random(round);
      const TemporaryFolder folder;
      const TemporaryFolder after;
      std::map<unsigned, StoreAnswer> given;
      {
        FaultyDisk disk;
        Answers answers;
        auto store = open_store(folder.path());
        BOOST_TEST_REQUIRE(store != nullptr);
        disk.fail({disk.calls() + random() % 100, SQLITE_IOERR_WRITE, false});
        send(*store, events, 1 + round % 3, answers);
        given = answers.given();
        disk.leave(folder.path(), after.path(), random);
      }
      all_is_well(after.path(), events, given);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
