// SPDX-License-Identifier: MIT
#include "collector/data_folder.h"

#include <boost/test/unit_test.hpp>
#include <filesystem>

#include "collector/signing_key.h"
#include "tests/collector/test_store.h"

namespace akkoord {

namespace fs = std::filesystem;
using test::open_store;
using test::TemporaryFolder;

BOOST_AUTO_TEST_SUITE(data_folder)

std::string refusal_of(const fs::path& folder) {
  std::string fault;
  BOOST_TEST((open_store(folder, test::start_s, &fault) == nullptr));
  return fault;
}

BOOST_AUTO_TEST_CASE(belongs_to_one_collector_at_a_time) {
  const TemporaryFolder folder;
  const auto store = open_store(folder.path());
  BOOST_TEST(refusal_of(folder.path()) ==
             "another akkoord-collector writes to " + folder.path().string() + ": stop it first");
}

BOOST_AUTO_TEST_CASE(shows_its_key_to_nobody) {
  const TemporaryFolder folder;
  open_store(folder.path())->stop();
  const fs::path key = folder.path() / "log.key";
  BOOST_TEST((fs::status(key).permissions() == (fs::perms::owner_read | fs::perms::owner_write)));
  const auto others = fs::perms::group_all | fs::perms::others_all;
  BOOST_TEST(((fs::status(folder.path() / "events.db").permissions() & others) == fs::perms::none));
  fs::permissions(key, fs::perms::group_read, fs::perm_options::add);
  BOOST_TEST(refusal_of(folder.path()) ==
             key.string() + " can be read by others: chmod 600 it, and change the key");
}

BOOST_AUTO_TEST_CASE(makes_no_new_key_for_a_log_that_had_one) {
  const TemporaryFolder folder;
  open_store(folder.path())->stop();
  fs::remove(folder.path() / "log.key");
  BOOST_TEST(refusal_of(folder.path()).find("log.key can't be read") != std::string::npos);
  std::string fault;
  (void)SigningKey::make_seed(folder.path() / "log.key", fault);
  BOOST_TEST(refusal_of(folder.path()) ==
             "log.key is not the key that signs this log: restore it from your backup");
}

// A change of key is cut short: before the database knows of it, and after.
BOOST_AUTO_TEST_CASE(settles_a_change_of_key_that_was_cut_short) {
  const TemporaryFolder folder;
  open_store(folder.path())->stop();
  std::string fault;
  const fs::path next = folder.path() / "log.key.next";
  (void)SigningKey::make_seed(next, fault);
  BOOST_TEST((open_store(folder.path()) != nullptr));
  BOOST_TEST(!fs::exists(next));

  const fs::path former = folder.path() / "former";
  fs::copy_file(folder.path() / "log.key", former);
  BOOST_TEST(rotate_key(*DataFolder::open(folder.path(), fault), test::start_s) == "");
  fs::rename(folder.path() / "log.key", next);
  fs::rename(former, folder.path() / "log.key");
  BOOST_TEST((open_store(folder.path()) != nullptr));
  BOOST_TEST(!fs::exists(next));
}

BOOST_AUTO_TEST_CASE(of_a_newer_program_is_left_alone) {
  const TemporaryFolder folder;
  open_store(folder.path())->stop();
  test::change(folder.path(), "PRAGMA user_version = 99");
  BOOST_TEST(refusal_of(folder.path()).starts_with("the database is of version 99"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
