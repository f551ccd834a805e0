// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(lifetimes)

std::string lasting(const std::string& days, const std::string& country = "FR") {
  return said("choices-last-alike", {.jurisdictions = "[\"" + country + "\"]",
                                     .more = R"(, "records": { "lifetime_days": )" + days + " }"});
}

// CNIL 2020-092, 39: six months, consent and refusal alike.
BOOST_AUTO_TEST_CASE(of_a_choice_are_about_six_months) {
  BOOST_TEST(said("choices-last-alike", {}) == "passed");
  BOOST_TEST(lasting("180") == "passed");
  BOOST_TEST(lasting("186") == "passed");
  BOOST_TEST(holds(lasting("179"),
                   "warning: a choice lasts 179 days: whoever refused is asked "
                   "again before six months are over (/records/lifetime_days)"));
  BOOST_TEST(holds(lasting("187"), "warning: a choice lasts 187 days; for FR six months"));
  BOOST_TEST(holds(lasting("187", "BE"), "warning: "));
  BOOST_TEST(holds(lasting("187", "NL"), "note: "));
}

// A record is one for all countries of a site: the strictest of them is the measure.
BOOST_AUTO_TEST_CASE(of_a_choice_suit_the_strictest_of_several_countries) {
  const auto lasting_in = [](const std::string& countries) {
    return said("choices-last-alike",
                {.jurisdictions = countries, .more = R"(, "records": { "lifetime_days": 365 })"});
  };
  BOOST_TEST(holds(lasting_in(R"(["NL", "FR", "BE"])"),
                   "warning: a choice lasts 365 days; for FR and BE six months are the measure"));
  BOOST_TEST(holds(lasting_in(R"(["NL", "UK"])"), "note: a choice lasts 365 days"));
}

// GDPR 7(3): what no script sees, a withdrawal in the page can't delete.
BOOST_AUTO_TEST_CASE(of_cookies_out_of_reach_go_on_after_a_withdrawal) {
  const auto with = [](const std::string& category, const std::string& more) {
    return said("withdrawal-works",
                {.services = "[" +
                             linted_service("a", category,
                                            R"(, "cookies": [{ "name": "c", "lifetime_days": 2)" +
                                                more + " }]") +
                             "]"});
  };
  BOOST_TEST(holds(with("analytical", R"(, "http_only": true)"),
                   "warning: \"c\" of \"a\" is out of reach of scripts"));
  BOOST_TEST(with("analytical", "") == "not checked");
  BOOST_TEST(with("mandatory", R"(, "http_only": true)") == "not checked");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
