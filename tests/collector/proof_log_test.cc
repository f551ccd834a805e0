// SPDX-License-Identifier: MIT
#include "collector/proof_log.h"

#include <boost/test/unit_test.hpp>

#include "core/proof/merkle_proof.h"
#include "tests/collector/test_store.h"

namespace akkoord {

using test::change;
using test::consent;
using test::log_fault;
using test::number_in;
using test::open_store;
using test::TemporaryFolder;

BOOST_AUTO_TEST_SUITE(proof_log)

void fill(const std::filesystem::path& folder, unsigned from, unsigned to) {
  const auto store = open_store(folder);
  for (unsigned i = from; i < to; ++i) (void)test::put(*store, consent(i));
}

BOOST_AUTO_TEST_CASE(signs_heads_that_anyone_can_verify) {
  const TemporaryFolder folder;
  fill(folder.path(), 0, 7);
  Database database(folder.path() / "events.db", Database::Use::write);
  SignedHead head = newest_head(database).value();
  BOOST_TEST(head.head.size == 7U);
  BOOST_TEST((head.head.log == log_named_by(head.key)));
  BOOST_TEST(verify_signature(head.key, signed_text(head.head), head.signature));
  head.head.size = 8;
  BOOST_TEST(!verify_signature(head.key, signed_text(head.head), head.signature));
}

BOOST_AUTO_TEST_CASE(proves_each_leaf_under_its_head_and_each_head_from_the_one_before) {
  const TemporaryFolder folder;
  fill(folder.path(), 0, 5);
  Database database(folder.path() / "events.db", Database::Use::write);
  const TreeHead first = newest_head(database).value().head;
  fill(folder.path(), 5, 12);
  const TreeHead second = newest_head(database).value().head;
  LoggedSubtrees subtrees(database);
  for (std::uint64_t leaf = 0; leaf < 12; ++leaf) {
    const MerkleProof proof = inclusion_proof(leaf, 12, subtrees).value();
    BOOST_TEST(verify_inclusion(*subtrees.hash_of({0, leaf}), leaf, 12, proof, second.root));
  }
  const MerkleProof proof = consistency_proof(5, 12, subtrees).value();
  BOOST_TEST(verify_consistency({first.size, first.root}, {second.size, second.root}, proof));
}

BOOST_AUTO_TEST_CASE(shows_what_was_changed_behind_its_back) {
  const TemporaryFolder folder;
  fill(folder.path(), 0, 6);
  const auto fault_after = [&](const char* sql) {
    const TemporaryFolder copy;
    std::filesystem::copy_file(folder.path() / "events.db", copy.path() / "events.db");
    change(copy.path(), sql);
    return log_fault(copy.path());
  };
  BOOST_TEST(fault_after("SELECT 1") == "");
  BOOST_TEST(
      fault_after("UPDATE events SET record = CAST(replace(record, 'true', 'false') AS BLOB) "
                  "WHERE leaf = 3") == "the record of leaf 3 is not what was logged");
  BOOST_TEST(fault_after("UPDATE log_tiles SET hashes = zeroblob(192)") ==
             "the record of leaf 0 is not what was logged");
  BOOST_TEST(fault_after("DELETE FROM log_tiles") ==
             "a record stands beyond the log's end, or without a leaf");
  BOOST_TEST(fault_after("DELETE FROM events; DELETE FROM log_tiles") ==
             "a head was signed over more leaves than there are");
  BOOST_TEST(fault_after("INSERT INTO log_tiles VALUES (1, 0, zeroblob(32))") ==
             "a subtree of level 8 has no leaves");
  BOOST_TEST(fault_after("UPDATE tree_heads SET time_s = time_s + 1") ==
             "the head over 1 leaves does not fit the log");
}

BOOST_AUTO_TEST_CASE(shows_a_tile_that_is_gone_or_does_not_follow_from_those_below) {
  const TemporaryFolder folder;
  {
    const auto store = open_store(folder.path());
    for (unsigned i = 0; i < 600; ++i) store->put(consent(i), test::start_s, [](StoreAnswer) {});
  }
  change(folder.path(), "UPDATE log_tiles SET hashes = zeroblob(64) WHERE tier = 1");
  BOOST_TEST(log_fault(folder.path()) == "subtree 0 of level 8 does not follow from its leaves");
  change(folder.path(), "DELETE FROM log_tiles WHERE tier = 0 AND number = 0");
  BOOST_TEST(log_fault(folder.path()) == "leaf 0 is lost");
}

BOOST_AUTO_TEST_CASE(does_not_grow_where_it_is_not_the_one_that_was_signed) {
  const TemporaryFolder folder;
  fill(folder.path(), 0, 4);
  change(folder.path(), "UPDATE tree_heads SET root = zeroblob(32)");
  std::string fault;
  BOOST_TEST((open_store(folder.path(), test::start_s, &fault) == nullptr));
  BOOST_TEST(fault == "the proof log is not the one whose head was signed");
}

BOOST_AUTO_TEST_CASE(goes_on_under_a_new_key_that_the_former_one_named) {
  const TemporaryFolder folder;
  fill(folder.path(), 0, 3);
  std::string fault;
  BOOST_TEST(rotate_key(*DataFolder::open(folder.path(), fault), test::start_s) == "");
  fill(folder.path(), 3, 6);
  BOOST_TEST(log_fault(folder.path()) == "");
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(*) FROM log_keys") == 2);
  BOOST_TEST(number_in(folder.path(), "SELECT COUNT(DISTINCT public_key) FROM tree_heads") == 2);
  change(folder.path(), "UPDATE log_keys SET former_signature = own_signature");
  BOOST_TEST(log_fault(folder.path()) == "key 1 was not named by the one before it");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
