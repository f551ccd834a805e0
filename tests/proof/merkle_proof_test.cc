// SPDX-License-Identifier: MIT
#include "core/proof/merkle_proof.h"

#include <boost/test/unit_test.hpp>

#include "tests/proof/kept_subtrees.h"

namespace akkoord {

using test::defined_root;
using test::KeptSubtrees;
using test::log_of;

BOOST_AUTO_TEST_SUITE(merkle_proof)

constexpr std::size_t most_leaves = 40;

BOOST_AUTO_TEST_CASE(shows_each_leaf_in_each_tree_and_no_other) {
  const KeptSubtrees log = log_of(most_leaves);
  for (std::size_t size = 1; size <= most_leaves; ++size) {
    const Digest root = defined_root(log.leaves(), 0, size);
    for (std::size_t index = 0; index < size; ++index) {
      const MerkleProof proof = inclusion_proof(index, size, log).value();
      const Digest leaf = leaf_hash(log.leaves()[index]);
      BOOST_TEST_REQUIRE(verify_inclusion(leaf, index, size, proof, root));
      BOOST_TEST(!verify_inclusion(leaf_hash("another"), index, size, proof, root));
      BOOST_TEST(!verify_inclusion(leaf, index + 1, size, proof, root));
      BOOST_TEST(!verify_inclusion(leaf, index, size, proof, leaf_hash("another")));
    }
    BOOST_TEST(!inclusion_proof(size, size, log).has_value());
  }
}

BOOST_AUTO_TEST_CASE(of_a_leaf_fails_with_any_hash_changed_lost_or_added) {
  const KeptSubtrees log = log_of(most_leaves);
  for (std::size_t size = 2; size <= most_leaves; size += 7) {
    const Digest root = defined_root(log.leaves(), 0, size);
    for (std::size_t index = 0; index < size; ++index) {
      const MerkleProof proof = inclusion_proof(index, size, log).value();
      const Digest leaf = leaf_hash(log.leaves()[index]);
      for (std::size_t i = 0; i < proof.size(); ++i) {
        MerkleProof spoiled = proof;
        spoiled[i][31] ^= 1U;
        BOOST_TEST(!verify_inclusion(leaf, index, size, spoiled, root));
        spoiled = proof;
        spoiled.erase(spoiled.begin() + static_cast<std::ptrdiff_t>(i));
        BOOST_TEST(!verify_inclusion(leaf, index, size, spoiled, root));
      }
      MerkleProof longer = proof;
      longer.push_back(root);
      BOOST_TEST(!verify_inclusion(leaf, index, size, longer, root));
    }
  }
}

BOOST_AUTO_TEST_CASE(shows_that_each_tree_begins_with_each_earlier_one) {
  const KeptSubtrees log = log_of(most_leaves);
  for (std::size_t size = 1; size <= most_leaves; ++size) {
    const TreeState later{size, defined_root(log.leaves(), 0, size)};
    for (std::size_t earlier_size = 1; earlier_size <= size; ++earlier_size) {
      const TreeState earlier{earlier_size, defined_root(log.leaves(), 0, earlier_size)};
      const MerkleProof proof = consistency_proof(earlier_size, size, log).value();
      BOOST_TEST_REQUIRE(verify_consistency(earlier, later, proof));
      BOOST_TEST(!verify_consistency({earlier_size, leaf_hash("x")}, later, proof));
      BOOST_TEST(!verify_consistency(earlier, {size, leaf_hash("x")}, proof));
      for (std::size_t i = 0; i < proof.size(); ++i) {
        MerkleProof spoiled = proof;
        spoiled[i][0] ^= 1U;
        BOOST_TEST(!verify_consistency(earlier, later, spoiled));
      }
      MerkleProof longer = proof;
      longer.push_back(later.root);
      BOOST_TEST(!verify_consistency(earlier, later, longer));
    }
  }
  BOOST_TEST(!consistency_proof(0, 4, log).has_value());
  BOOST_TEST(!consistency_proof(5, 4, log).has_value());
}

// A log that rewrites what it said has no proof to show for it.
BOOST_AUTO_TEST_CASE(does_not_exist_for_a_log_that_changed_its_past) {
  const KeptSubtrees told = log_of(7);
  KeptSubtrees changed;
  for (std::size_t i = 0; i < 12; ++i) changed.append(i == 3 ? "forged" : told.leaves()[i % 7]);
  const TreeState earlier{7, told.edge().root()};
  const TreeState later{12, changed.edge().root()};
  BOOST_TEST(!verify_consistency(earlier, later, consistency_proof(7, 12, changed).value()));
  BOOST_TEST(!verify_consistency(earlier, later, consistency_proof(7, 7, told).value()));
}

BOOST_AUTO_TEST_CASE(from_nothing_needs_no_hashes) {
  const KeptSubtrees log = log_of(3);
  const TreeState later{3, log.edge().root()};
  BOOST_TEST(verify_consistency({0, empty_root()}, later, {}));
  BOOST_TEST(!verify_consistency({0, later.root}, later, {}));
  BOOST_TEST(!verify_consistency({4, later.root}, later, {}));
  BOOST_TEST(!verify_consistency({1, leaf_hash("leaf 0")}, later, {}));
}

BOOST_AUTO_TEST_CASE(is_not_made_where_a_part_is_lost) {
  KeptSubtrees log = log_of(8);
  log.forget({1, 0});
  BOOST_TEST(!inclusion_proof(2, 8, log).has_value());
  BOOST_TEST(inclusion_proof(0, 8, log).has_value());
  BOOST_TEST(!consistency_proof(3, 8, log).has_value());
}

// RFC 9162, 2.1.5: the tree of seven leaves and its proofs.
BOOST_AUTO_TEST_CASE(has_the_hashes_that_the_rfc_draws) {
  const KeptSubtrees log = log_of(7);
  const auto names = [&](std::size_t begin, std::size_t end) {
    return test::hex_of(defined_root(log.leaves(), begin, end));
  };
  const auto hexes = [](const MerkleProof& proof) {
    std::vector<std::string> texts;
    for (const Digest& digest : proof) texts.push_back(test::hex_of(digest));
    return texts;
  };
  using Texts = std::vector<std::string>;
  // d0: b, h, l. d3: c, g, l. d4: f, j, k. d6: i, k.
  BOOST_TEST((hexes(*inclusion_proof(0, 7, log)) == Texts{names(1, 2), names(2, 4), names(4, 7)}));
  BOOST_TEST((hexes(*inclusion_proof(3, 7, log)) == Texts{names(2, 3), names(0, 2), names(4, 7)}));
  BOOST_TEST((hexes(*inclusion_proof(4, 7, log)) == Texts{names(5, 6), names(6, 7), names(0, 4)}));
  BOOST_TEST((hexes(*inclusion_proof(6, 7, log)) == Texts{names(4, 6), names(0, 4)}));
  // 3 of 7: c, d, g, l. 4 of 7: l. 6 of 7: i, j, k.
  BOOST_TEST((hexes(*consistency_proof(3, 7, log)) ==
              Texts{names(2, 3), names(3, 4), names(0, 2), names(4, 7)}));
  BOOST_TEST((hexes(*consistency_proof(4, 7, log)) == Texts{names(4, 7)}));
  BOOST_TEST(
      (hexes(*consistency_proof(6, 7, log)) == Texts{names(4, 6), names(6, 7), names(0, 4)}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
