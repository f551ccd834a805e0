// SPDX-License-Identifier: MIT
#include "core/proof/merkle_tree.h"

#include <boost/test/unit_test.hpp>

#include "core/proof/merkle_proof.h"
#include "tests/proof/kept_subtrees.h"

namespace akkoord {

using test::defined_root;
using test::hex_of;
using test::KeptSubtrees;

BOOST_AUTO_TEST_SUITE(merkle_tree)

// The eight leaves and roots that Certificate Transparency's own tests have (RFC 6962, whose tree
// RFC 9162 keeps).
BOOST_AUTO_TEST_CASE(has_the_roots_that_certificate_transparency_has) {
  const std::vector<std::string> leaves = {
      "",
      std::string(1, '\0'),
      "\x10",
      "\x20\x21",
      "\x30\x31",
      "\x40\x41\x42\x43",
      "\x50\x51\x52\x53\x54\x55\x56\x57",
      "\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f"};
  const std::vector<std::string> roots = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  KeptSubtrees log;
  BOOST_TEST(hex_of(log.edge().root()) ==
             "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  for (std::size_t i = 0; i < leaves.size(); ++i) {
    log.append(leaves[i]);
    BOOST_TEST(hex_of(log.edge().root()) == roots[i]);
  }
}

BOOST_AUTO_TEST_CASE(grows_to_the_root_that_the_definition_gives) {
  KeptSubtrees log;
  for (std::size_t size = 0; size <= 130; ++size) {
    const Digest defined = defined_root(log.leaves(), 0, size);
    BOOST_TEST(hex_of(log.edge().root()) == hex_of(defined));
    BOOST_TEST(hex_of(root_of(size, log).value()) == hex_of(defined));
    log.append("leaf " + std::to_string(size));
  }
}

BOOST_AUTO_TEST_CASE(goes_on_from_what_was_kept) {
  for (const std::size_t size : {0U, 1U, 2U, 3U, 64U, 100U}) {
    KeptSubtrees log = test::log_of(size);
    std::optional<TreeEdge> edge = TreeEdge::of(size, log);
    BOOST_TEST_REQUIRE(edge.has_value());
    std::vector<Subtree> completed;
    edge->append(leaf_hash("next"), completed);
    log.append("next");
    BOOST_TEST(hex_of(edge->root()) == hex_of(log.edge().root()));
  }
}

BOOST_AUTO_TEST_CASE(does_not_go_on_where_a_part_is_lost) {
  KeptSubtrees log = test::log_of(6);
  log.forget({1, 2});
  BOOST_TEST(!TreeEdge::of(6, log).has_value());
  BOOST_TEST(!root_of(6, log).has_value());
}

BOOST_AUTO_TEST_CASE(keeps_a_leaf_from_passing_for_a_node) {
  const Digest left = leaf_hash("a");
  const Digest right = leaf_hash("b");
  const std::string both =
      std::string(left.begin(), left.end()) + std::string(right.begin(), right.end());
  BOOST_TEST(hex_of(node_hash(left, right)) != hex_of(leaf_hash(both)));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
