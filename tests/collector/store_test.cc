// SPDX-License-Identifier: MIT
#include <signal.h>
#include <sys/resource.h>

#include <boost/test/unit_test.hpp>
#include <vector>

#include "collector/erasure.h"
#include "collector/sqlite_store.h"
#include "tests/collector/test_store.h"

namespace akkoord {

using test::consent;
using test::log_fault;
using test::number_in;
using test::open_store;
using test::refusal;
using test::TemporaryFolder;

BOOST_AUTO_TEST_SUITE(store)

BOOST_AUTO_TEST_CASE(finds_again_what_it_acknowledged) {
  const TemporaryFolder folder;
  BOOST_TEST((test::put(*open_store(folder.path()), consent(1)) == StoreAnswer::stored));
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == 1);
  BOOST_TEST(log_fault(folder.path()) == "");
}

BOOST_AUTO_TEST_CASE(stores_a_retry_once_also_after_a_restart) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  BOOST_TEST((test::put(*store, consent(1)) == StoreAnswer::stored));
  BOOST_TEST((test::put(*store, consent(1), test::start_s + 60) == StoreAnswer::repeated));
  store.reset();
  BOOST_TEST((test::put(*open_store(folder.path()), consent(1)) == StoreAnswer::repeated));
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == 1);
  BOOST_TEST(number_in(folder.path(), "SELECT SUM(length(hashes)) FROM log_tiles") == 32);
}

BOOST_AUTO_TEST_CASE(lets_no_event_take_anothers_place) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  (void)test::put(*store, consent(1));
  ConsentEvent other = consent(1);
  other.choice = CategorySet::all();
  BOOST_TEST((test::put(*store, other) == StoreAnswer::conflict));
  store.reset();
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == 1);
}

// Model: a refusal leaves no identifier; its id serves the retry alone.
BOOST_AUTO_TEST_CASE(keeps_of_a_refusal_a_count_and_forgets_its_id) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  BOOST_TEST((test::put(*store, refusal(1)) == StoreAnswer::stored));
  BOOST_TEST((test::put(*store, refusal(1)) == StoreAnswer::repeated));
  BOOST_TEST((test::put(*store, refusal(2)) == StoreAnswer::stored));
  store.reset();
  BOOST_TEST(number_in(folder.path(), "SELECT SUM(times) FROM counts WHERE what = 1") == 2);
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == 0);
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM log_tiles") == 0);
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM refusals") == 2);
  open_store(folder.path(), test::start_s + 172'799)->stop();
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM refusals") == 2);
  open_store(folder.path(), test::start_s + 172'800)->stop();
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM refusals") == 0);
}

BOOST_AUTO_TEST_CASE(counts_showings_by_day) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  (void)test::put(*store, test::shown());
  (void)test::put(*store, test::shown());
  (void)test::put(*store, test::shown(), test::start_s + 86'400);
  store.reset();
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM counts") == 2);
  BOOST_TEST(number_in(folder.path(), "SELECT SUM(times) FROM counts") == 3);
}

BOOST_AUTO_TEST_CASE(answers_each_of_many_at_once) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  constexpr unsigned many = 3'000;
  std::atomic<unsigned> stored = 0;
  for (unsigned i = 0; i < many; ++i) {
    store->put(consent(i), test::start_s, [&](StoreAnswer answer) {
      if (answer == StoreAnswer::stored) ++stored;
    });
  }
  store->stop();
  BOOST_TEST(stored == many);
  BOOST_TEST(store->figures().signed_size == many);
  BOOST_TEST(store->figures().commits < many);
  BOOST_TEST((test::put(*store, consent(many)) == StoreAnswer::busy));
  store.reset();
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == many);
  BOOST_TEST(log_fault(folder.path()) == "");
}

/// Lets no file grow beyond `size_bytes`, until it goes: what a full disk looks like from inside.
class FullDisk {
 public:
  explicit FullDisk(rlim_t size_bytes) {
    ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit small{size_bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &small);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }

 private:
  rlimit before_{};
};

BOOST_AUTO_TEST_CASE(says_so_when_the_disk_is_full_and_goes_on_when_it_is_not) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  BOOST_TEST((test::put(*store, consent(1)) == StoreAnswer::stored));
  {
    const FullDisk full(4'096);
    BOOST_TEST((test::put(*store, consent(2)) == StoreAnswer::failed));
    BOOST_TEST(store->figures().failing);
    BOOST_TEST(store->figures().log_size == 1U);
  }
  BOOST_TEST((test::put(*store, consent(2)) == StoreAnswer::stored));
  BOOST_TEST(!store->figures().failing);
  store.reset();
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == 2);
  BOOST_TEST(log_fault(folder.path()) == "");
}

// GDPR 5(1)(e), 17: a record can be erased for good, and the proof of the others still stands.
BOOST_AUTO_TEST_CASE(erases_a_chain_and_the_log_still_verifies) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  for (unsigned i = 1; i <= 5; ++i) {
    ConsentEvent event = consent(i);
    if (i == 3 || i == 4) event.previous_id = consent(i - 1).id;
    (void)test::put(*store, event);
  }
  store.reset();
  {
    Database database(folder.path() / "events.db", Database::Use::write);
    BOOST_TEST(erase_chain(database, consent(3).id) == 3U);
    BOOST_TEST(erase_chain(database, consent(3).id) == 0U);
  }
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == 2);
  BOOST_TEST(number_in(folder.path(), "SELECT SUM(length(hashes)) FROM log_tiles") == 5 * 32);
  BOOST_TEST(log_fault(folder.path()) == "");
}

BOOST_AUTO_TEST_CASE(erases_what_is_past_its_retention_and_nothing_before) {
  const TemporaryFolder folder;
  auto store = open_store(folder.path());
  (void)test::put(*store, consent(1));
  store.reset();
  const std::int64_t expires_s = consent(1).expires_s;
  for (const auto& [now_s, left] : {std::pair{expires_s + 100, 1}, {expires_s + 101, 0}}) {
    std::string fault;
    auto opened = DataFolder::open(folder.path(), fault);
    StoreSettings settings = test::settings_at(now_s);
    settings.policies.retention = {{"2pass", 100}};
    SqliteStore::open(std::move(*opened), std::move(settings), fault)->stop();
    BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM events") == left);
  }
  BOOST_TEST(log_fault(folder.path()) == "");
}

BOOST_AUTO_TEST_CASE(archives_what_was_shown_by_its_hash) {
  const TemporaryFolder folder;
  for (int times = 0; times < 2; ++times) {
    std::string fault;
    auto opened = DataFolder::open(folder.path(), fault);
    StoreSettings settings = test::settings_at(test::start_s + times);
    settings.policies.archive = {{"2pass", "akkoord.js", "the script"}};
    BOOST_TEST_REQUIRE(
        (SqliteStore::open(std::move(*opened), std::move(settings), fault) != nullptr), fault);
  }
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM archive") == 1);
  BOOST_TEST(number_in(folder.path(), "SELECT first_seen_s FROM archive") == test::start_s);
  Database database(folder.path() / "events.db", Database::Use::write);
  BOOST_TEST(archived(database, sha256("the script"))->name == "akkoord.js");
  BOOST_TEST(!archived(database, sha256("another")).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
