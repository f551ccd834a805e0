// SPDX-License-Identifier: MIT
#include "cli/lint/health_words.h"

#include <boost/test/unit_test.hpp>

#include "cli/lint/journeys.h"

namespace akkoord {
namespace {

BOOST_AUTO_TEST_SUITE(health_words)

BOOST_AUTO_TEST_CASE(are_found_as_whole_words_however_they_are_encoded) {
  BOOST_TEST(health_term_in(decoded("https://a.test/?dl=%2Ftreatments%2FRhinoplasty%2F")).value() ==
             "rhinoplasty");
  BOOST_TEST(health_term_in(decoded("ti=Hair+transplant&x=HIV")).value() == "hiv");
  BOOST_TEST(!health_term_in(decoded("q=archives&v=shiver&transgenderless")).has_value());
  BOOST_TEST(!health_term_in(decoded("%68%69%zz%")).has_value());
}

BOOST_AUTO_TEST_CASE(make_a_path_sensitive_as_the_policy_does) {
  BOOST_TEST(tells_of_health("https://a.test/Behandelingen/neus", {}));
  BOOST_TEST(tells_of_health("https://a.test/treatments", {"/treatments/"}));
  BOOST_TEST(tells_of_health("https://a.test/x/y", {"/x/"}));
  BOOST_TEST(!tells_of_health("https://a.test/about/", {"/treatments/"}));
  BOOST_TEST(!tells_of_health("", {"/treatments/"}));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace akkoord
