// SPDX-License-Identifier: MIT
#include "core/proof/evidence.h"

#include <boost/test/unit_test.hpp>

#include "tests/proof/kept_subtrees.h"

namespace akkoord {

BOOST_AUTO_TEST_SUITE(evidence)

BOOST_AUTO_TEST_CASE(is_the_hash_of_salt_and_record) {
  Salt salt{};
  salt.fill('s');
  const Digest entry = entry_of(salt, "record");
  BOOST_TEST(test::hex_of(entry) == sha256_hex(std::string(32, 's') + "record"));
  BOOST_TEST(test::hex_of(leaf_of(entry)) ==
             test::hex_of(leaf_hash(std::string(entry.begin(), entry.end()))));
}

// GDPR 17: with the salt gone, the record can't be guessed from what the log keeps.
BOOST_AUTO_TEST_CASE(of_the_same_record_differs_with_the_salt) {
  Salt other{};
  other[31] = 1;
  BOOST_TEST(test::hex_of(entry_of({}, "record")) != test::hex_of(entry_of(other, "record")));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
