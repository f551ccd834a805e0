// SPDX-License-Identifier: MIT
#include "core/proof/signed_text.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(signed_text_of)

Digest filled_with(std::uint8_t byte) {
  Digest digest{};
  digest.fill(byte);
  return digest;
}

BOOST_AUTO_TEST_CASE(a_tree_head_is_plain_lines) {
  BOOST_TEST(signed_text(TreeHead{filled_with(0xAB), 1234, filled_with(1), 1'795'737'600}) ==
             "akkoord tree head 1\n"
             "log abababababababababababababababababababababababababababababababab\n"
             "size 1234\n"
             "root 0101010101010101010101010101010101010101010101010101010101010101\n"
             "time_s 1795737600\n");
}

BOOST_AUTO_TEST_CASE(a_key_change_names_both_keys) {
  BOOST_TEST(signed_text(KeyChange{filled_with(0), filled_with(1), filled_with(2), 5, 6}) ==
             "akkoord key change 1\n"
             "log 0000000000000000000000000000000000000000000000000000000000000000\n"
             "former 0101010101010101010101010101010101010101010101010101010101010101\n"
             "next 0202020202020202020202020202020202020202020202020202020202020202\n"
             "size 5\n"
             "time_s 6\n");
}

BOOST_AUTO_TEST_CASE(a_digest_is_64_digits_and_nothing_else) {
  BOOST_TEST((read_hex(hex(filled_with(0x5F))) == filled_with(0x5F)));
  const std::string zeros(64, '0');
  BOOST_TEST(!read_hex(zeros + "0").has_value());
  BOOST_TEST(!read_hex(zeros.substr(1)).has_value());
  BOOST_TEST(!read_hex(zeros.substr(1) + "A").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
