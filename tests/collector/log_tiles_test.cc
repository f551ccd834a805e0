// SPDX-License-Identifier: MIT
#include "collector/log_tiles.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "collector/sqlite_schema.h"
#include "core/proof/merkle_proof.h"
#include "tests/collector/test_store.h"

namespace akkoord {

using test::TemporaryFolder;

BOOST_AUTO_TEST_SUITE(log_tiles)

/// A tree that grows into tiles, with every subtree beside them.
class Grown {
 public:
  explicit Grown(const TemporaryFolder& folder)
      : database(folder.path() / "events.db", Database::Use::write) {
    prepare_for_writing(database);
    database.run("BEGIN");
    tiles.emplace(database);
  }

  /// Adds leaves up to `size`, writing the open tiles every now and then as commits do.
  void grow_to(std::uint64_t size) {
    while (edge.size() < size) {
      const std::size_t before = subtrees.size();
      edge.append(leaf_hash(std::to_string(edge.size())), subtrees);
      for (std::size_t i = before; i < subtrees.size(); ++i) tiles->add(subtrees[i]);
      if (edge.size() % 100 == 0) tiles->write();
    }
    tiles->write();
  }

  Database database;
  std::optional<TileWriter> tiles{};
  TreeEdge edge{};
  std::vector<Subtree> subtrees{};
};

BOOST_AUTO_TEST_CASE(have_every_subtree_up_to_and_beyond_the_edge_of_each_tier) {
  const TemporaryFolder folder;
  Grown grown(folder);
  for (const std::uint64_t size : {1U, 255U, 256U, 257U, 511U, 513U, 65'535U, 65'536U, 65'537U}) {
    grown.grow_to(size);
    LoggedSubtrees logged(grown.database);
    BOOST_TEST(logged.size() == size);
    BOOST_TEST((root_of(size, logged) == grown.edge.root()));
    BOOST_TEST(!logged.hash_of({0, size}).has_value());
  }
  const LoggedSubtrees logged(grown.database);
  std::size_t wrong = 0;
  for (const Subtree& subtree : grown.subtrees) {
    if (logged.hash_of(subtree.place) != subtree.hash) ++wrong;
  }
  BOOST_TEST(wrong == 0U);
}

BOOST_AUTO_TEST_CASE(go_on_where_they_ended) {
  const TemporaryFolder folder;
  Grown grown(folder);
  for (std::uint64_t size = 250; size < 262; ++size) {
    grown.grow_to(size);
    grown.tiles.emplace(grown.database);
  }
  const LoggedSubtrees logged(grown.database);
  BOOST_TEST((root_of(261, logged) == grown.edge.root()));
}

BOOST_AUTO_TEST_CASE(are_read_only_as_they_are_written) {
  const TemporaryFolder folder;
  Grown grown(folder);
  grown.grow_to(3);
  grown.database.run("UPDATE log_tiles SET hashes = substr(hashes, 1, 95)");
  BOOST_CHECK_THROW((void)LoggedSubtrees(grown.database).size(), SqliteFault);
}

// Up to version 1 each subtree had a row of its own, and nothing was rolled up.
BOOST_AUTO_TEST_CASE(take_in_the_log_of_a_former_version) {
  const TemporaryFolder folder;
  {
    const auto store = test::open_store(folder.path());
    for (unsigned i = 0; i < 300; ++i) {
      store->put(test::consent(i), test::start_s, [](StoreAnswer) {});
    }
  }
  {
    Database database(folder.path() / "events.db", Database::Use::write);
    database.run(
        "BEGIN; CREATE TABLE log_hashes (level INTEGER NOT NULL, number INTEGER NOT NULL, "
        "hash BLOB NOT NULL, PRIMARY KEY (level, number)) STRICT, WITHOUT ROWID");
    const LoggedSubtrees logged(database);
    Statement add(database, "INSERT INTO log_hashes (level, number, hash) VALUES (?, ?, ?)");
    for (unsigned level = 0; level < 9; ++level) {
      for (std::uint64_t number = 0; number < 300U >> level; ++number) {
        add.bind(level)
            .bind(static_cast<std::int64_t>(number))
            .bind_bytes(logged.hash_of({level, number}).value())
            .run();
      }
    }
    for (const char* later :
         {"log_tiles", "circumstances", "choices", "day_choices", "service_choices",
          "choice_seconds", "withdrawn", "held", "zones", "rolled_up"}) {
      database.run(("DROP TABLE " + std::string(later)).c_str());
    }
    database.run("PRAGMA user_version = 1; COMMIT");
  }
  BOOST_TEST(
      (test::put(*test::open_store(folder.path()), test::consent(300)) == StoreAnswer::stored));
  BOOST_TEST(test::log_fault(folder.path()) == "");
  BOOST_TEST(test::number_in(folder.path(), "SELECT COUNT(*) FROM log_tiles") == 3);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
