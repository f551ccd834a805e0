// SPDX-License-Identifier: MIT
#include "core/compile/sha256.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(sha256_digest)

// NIST, "Examples with intermediate values" and the byte-oriented test vectors of FIPS 180-4.
BOOST_AUTO_TEST_CASE(is_that_of_the_standards_examples) {
  BOOST_TEST(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  BOOST_TEST(sha256_hex("abc") ==
             "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  BOOST_TEST(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
             "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  BOOST_TEST(sha256_hex(std::string(1'000'000, 'a')) ==
             "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

BOOST_AUTO_TEST_CASE(pads_into_one_block_up_to_55_bytes) {
  BOOST_TEST(sha256_hex(std::string(55, 'a')) ==
             "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
  BOOST_TEST(sha256_hex(std::string(56, 'a')) ==
             "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
  BOOST_TEST(sha256_hex(std::string(64, 'a')) ==
             "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

// CSP Level 3, 6.7.3.2's example: the hash of alert('Hello, world.');
BOOST_AUTO_TEST_CASE(names_an_inline_script_as_a_policy_does) {
  BOOST_TEST(policy_hash("alert('Hello, world.');") ==
             "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
