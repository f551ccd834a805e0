// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "collector/roll_up.h"
#include "collector/sqlite.h"
#include "collector/sqlite_schema.h"
#include "tests/collector/ledger.h"
#include "tests/collector/random_events.h"
#include "tests/collector/test_store.h"

namespace akkoord {

namespace {

namespace fs = std::filesystem;

/// Beyond every expiry in the database.
constexpr std::int64_t later_s = test::start_s + 1'000'000;

/// The data folder of a collector of version 1, with its key.
void make_version_1(const fs::path& folder) {
  std::ifstream file(fs::path(AKKOORD_TESTS) / "version-1.sql");
  const std::string sql{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  BOOST_TEST_REQUIRE(!sql.empty());
  Database(folder / "events.db", Database::Use::write).run(sql.c_str());
  const fs::path key = folder / "log.key";
  std::ofstream(key) << "b85f52e503831946dde86bfd65a91539402e5964c132ba46f240f2679c7ac701\n";
  fs::permissions(key, fs::perms::owner_read | fs::perms::owner_write);
}

/// Everything in the tables that version 1 had and that still are, as one text.
std::string rows_in(const fs::path& folder) {
  Database database(folder / "events.db", Database::Use::write);
  std::string text;
  for (const char* sql :
       {"SELECT leaf || hex(id) || coalesce(hex(previous_id), '-') || kind || policy || site || "
        "revision || received_s || expires_s || hex(salt) || hex(record) FROM events ORDER BY leaf",
        "SELECT hex(id) || forget_s FROM refusals",
        "SELECT day || what || site || variant || device || entry || method || layer || times "
        "FROM counts ORDER BY what",
        "SELECT size || hex(root) || time_s || hex(signature) FROM tree_heads ORDER BY size",
        "SELECT number || hex(public_key) || size FROM log_keys",
        "SELECT hex(hash) || policy || name || hex(bytes) FROM archive"}) {
    Statement rows(database, sql);
    while (rows.step()) text += rows.bytes(0) + "\n";
  }
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(a_database_of_version_1)

BOOST_AUTO_TEST_CASE(is_brought_up_to_date_with_every_row_and_goes_on) {
  const test::TemporaryFolder folder;
  make_version_1(folder.path());
  const std::string before = rows_in(folder.path());
  BOOST_TEST(test::number_in(folder.path(), "SELECT count(*) FROM events") == 3);
  std::string fault;
  const auto store = test::open_store(folder.path(), later_s, &fault);
  BOOST_TEST_REQUIRE(store, fault);
  BOOST_TEST(rows_in(folder.path()) == before);
  BOOST_TEST(store->figures().log_size == 3);
  BOOST_TEST((test::put(*store, test::consent(1)) == StoreAnswer::stored));
  store->stop();
  BOOST_TEST(test::number_in(folder.path(), "SELECT count(*) FROM events") == 4);
  BOOST_TEST(test::number_in(folder.path(), "PRAGMA user_version") > 1);
  BOOST_TEST(test::log_fault(folder.path()) == "");
}

BOOST_AUTO_TEST_CASE(is_not_read_before_that_and_says_what_to_do) {
  const test::TemporaryFolder folder;
  make_version_1(folder.path());
  Database database(folder.path() / "events.db", Database::Use::read);
  BOOST_CHECK_EXCEPTION(prepare_for_reading(database), SqliteFault, [](const SqliteFault& fault) {
    return std::string(fault.what()).ends_with("start the collector, which brings it up to date");
  });
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_database_of_version_3)

std::string day_choices_in(const fs::path& folder) {
  Database database(folder / "events.db", Database::Use::write);
  const std::string sql = "SELECT day, circumstances, " + day_choice_columns() +
                          " FROM day_choices ORDER BY day, circumstances";
  Statement rows(database, sql.c_str());
  std::string text;
  while (rows.step()) {
    for (int column = 0; column < 36; ++column) text += rows.bytes(column) + ' ';
    text += '\n';
  }
  return text;
}

BOOST_AUTO_TEST_CASE(has_its_choices_summed_up_by_day) {
  const test::TemporaryFolder folder;
  {
    test::Ledger ledger(folder.path());
    test::RandomEvents random(5);
    for (int i = 0; i < 2'000; ++i) {
      const std::int64_t time_s = random.edge_s();
      (void)ledger.put(random.event(time_s), time_s);
    }
    ledger.roll_up(2'000, true);
  }
  const std::string before = day_choices_in(folder.path());
  BOOST_TEST(before.size() > 1'000U);
  test::change(folder.path(), "DROP TABLE day_choices; PRAGMA user_version = 3");
  Database database(folder.path() / "events.db", Database::Use::write);
  prepare_for_writing(database);
  BOOST_TEST(day_choices_in(folder.path()) == before);
}

BOOST_AUTO_TEST_SUITE_END()

BOOST_AUTO_TEST_SUITE(a_database_of_a_later_version)

BOOST_AUTO_TEST_CASE(is_refused_and_left_as_it_is) {
  const test::TemporaryFolder folder;
  make_version_1(folder.path());
  test::change(folder.path(), "PRAGMA user_version = 999");
  const std::string before = rows_in(folder.path());
  std::string fault;
  BOOST_TEST(!test::open_store(folder.path(), later_s, &fault));
  BOOST_TEST(fault.starts_with("the database is of version 999, this program of version "));
  BOOST_TEST(fault.ends_with(": use the newer akkoord-collector"));
  BOOST_TEST(rows_in(folder.path()) == before);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
