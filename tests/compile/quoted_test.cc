// SPDX-License-Identifier: MIT
#include "core/compile/quoted.h"

#include <boost/test/unit_test.hpp>
#include <string>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(quoted_text)

BOOST_AUTO_TEST_CASE(is_cut_behind_forty_bytes) {
  BOOST_TEST(in_quotes(std::string(40, 'x')) == "\"" + std::string(40, 'x') + "\"");
  BOOST_TEST(in_quotes(std::string(41, 'x')) == "\"" + std::string(40, 'x') + "...\"");
}

BOOST_AUTO_TEST_CASE(is_never_cut_within_a_character) {
  const std::string accented = std::string(39, 'x') + "\xC3\xA9";  // the 40th byte begins it
  BOOST_TEST(in_quotes(accented) == "\"" + std::string(39, 'x') + "...\"");
}

BOOST_AUTO_TEST_CASE(can_not_steer_a_terminal) {
  BOOST_TEST(printable("a\x1B[2Jb\n") == "a\\u001B[2Jb\\u000A");
  BOOST_TEST(printable("\x7F\xC2\x9B") == "\\u007F\\u009B");
  BOOST_TEST(printable("\xE2\x80\xAEtxt") == "\\u202Etxt");  // turns the direction of writing
  BOOST_TEST(printable("\xFF\xC3") == "\\xFF\\xC3");
  BOOST_TEST(printable("caf\xC3\xA9") == "caf\xC3\xA9");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
