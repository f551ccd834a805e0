// SPDX-License-Identifier: MIT
#include "core/compile/nearest_key.h"

#include <array>
#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(nearest_key_of)

constexpr std::array<std::string_view, 3> known = {"category", "cookies", "urls"};

BOOST_AUTO_TEST_CASE(a_misspelt_word_is_the_one_that_was_meant) {
  BOOST_TEST(nearest_key("catagory", known) == "category");
  BOOST_TEST(nearest_key("cookeis", known) == "cookies");  // two letters swapped
  BOOST_TEST(nearest_key("url", known) == "urls");
}

BOOST_AUTO_TEST_CASE(a_word_is_at_most_three_edits_away) {
  BOOST_TEST(nearest_key("catxxxry", known) == "category");
  BOOST_TEST(nearest_key("cxtxxxry", known) == "");
}

BOOST_AUTO_TEST_CASE(a_short_word_is_not_anything) {
  BOOST_TEST(nearest_key("xyz", known) == "");
}

BOOST_AUTO_TEST_CASE(a_word_of_a_megabyte_is_none) {
  BOOST_TEST(nearest_key(std::string(1U << 20U, 'u'), known) == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
