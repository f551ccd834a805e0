// SPDX-License-Identifier: MIT
#include "core/compile/contrast.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(contrast)

BOOST_AUTO_TEST_CASE(runs_from_1_to_21) {
  BOOST_TEST(contrast_ratio("#000000", "#ffffff") == 21.0, boost::test_tools::tolerance(1e-9));
  BOOST_TEST(contrast_ratio("#1a5f7a", "#1A5F7A") == 1.0, boost::test_tools::tolerance(1e-9));
}

// The grey that passes 1.4.3 on white by the least, and the next lighter one.
BOOST_AUTO_TEST_CASE(of_grey_on_white_is_enough_up_to_767676) {
  BOOST_TEST(contrast_ratio("#767676", "#ffffff") >= min_contrast_ratio);
  BOOST_TEST(contrast_ratio("#777777", "#ffffff") < min_contrast_ratio);
}

BOOST_AUTO_TEST_CASE(of_what_is_no_colour_is_nothing) {
  BOOST_TEST(contrast_ratio("red", "#ffffff") == 0);
  BOOST_TEST(contrast_ratio("#ggg000", "#ffffff") == 0);
}

BOOST_AUTO_TEST_CASE(is_reached_by_as_much_white_as_it_takes) {
  BOOST_TEST(lightened_until("#ffffff", "#17202a", 6) == "#ffffff");
  BOOST_TEST(lightened_until("#7cc4e0", "#17202a", 6) == "#7cc4e0");  // there already
  const std::string lighter = lightened_until("#7a2e57", "#17202a", 6);
  BOOST_TEST(contrast_ratio(lighter, "#17202a") >= 6);
  BOOST_TEST(contrast_ratio(lighter, "#17202a") < 7);
  BOOST_TEST(lightened_until("#7a2e57", "#ffffff", 22) == "#ffffff");  // out of reach
  BOOST_TEST(lightened_until("teal", "#17202a", 6) == "teal");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
