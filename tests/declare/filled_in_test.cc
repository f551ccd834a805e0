// SPDX-License-Identifier: MIT
#include "core/declare/filled_in.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(text_with_placeholders)

BOOST_AUTO_TEST_CASE(takes_what_it_is_given_and_leaves_the_rest) {
  BOOST_TEST(filled_in("{a} and {b}, {c}", {{"a", "1"}, {"b", "2"}}) == "1 and 2, {c}");
  BOOST_TEST(filled_in("plain", {{"a", "1"}}) == "plain");
  BOOST_TEST(filled_in("", {{"a", "1"}}) == "");
}

// A controller may be called so; what was put in is not looked at again.
BOOST_AUTO_TEST_CASE(never_fills_in_what_was_filled_in) {
  BOOST_TEST(filled_in("{a}{b}", {{"a", "{b}"}, {"b", "{a}"}}) == "{b}{a}");
}

BOOST_AUTO_TEST_CASE(stands_braces_that_do_not_match) {
  BOOST_TEST(filled_in("{{a}} } {", {{"a", "1"}}) == "{1} } {");
  BOOST_TEST(filled_in("{", {{"", "1"}}) == "{");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
