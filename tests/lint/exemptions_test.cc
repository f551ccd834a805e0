// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(exemptions)

constexpr std::string_view lawful = "exempt-only-where-lawful";

std::string exempt(const std::string& country, const std::string& keys = {},
                   const std::string& category = "analytical") {
  return said(lawful, {.jurisdictions = "[\"" + country + "\"]",
                       .services = "[" +
                                   linted_service("count", category,
                                                  R"(, "basis": { "exempt": "a law" })" + keys) +
                                   "]"});
}

BOOST_AUTO_TEST_CASE(of_analytics_are_none_in_belgium_and_luxembourg) {
  BOOST_TEST(holds(exempt("BE"),
                   "error: \"count\" counts visits without consent, but BE exempts "
                   "no analytics, not even first-party ones"));
  BOOST_TEST(holds(exempt("LU"), "error: "));
}

// The conditions of France, the Netherlands and the United Kingdom are no matter of a policy.
BOOST_AUTO_TEST_CASE(under_conditions_are_left_to_the_officer) {
  BOOST_TEST(exempt("NL") == "not checked");
  BOOST_TEST(exempt("FR") == "not checked");
  BOOST_TEST(exempt("UK") == "not checked");
  BOOST_TEST(exempt("GB") == "not checked");
}

BOOST_AUTO_TEST_CASE(that_nobody_knows_of_are_warned_of) {
  BOOST_TEST(holds(exempt("DE"),
                   "warning: \"count\" counts visits without consent, and no "
                   "exemption is known for DE (/services/0/basis)"));
}

BOOST_AUTO_TEST_CASE(count_for_each_country_of_a_policy) {
  const std::string services =
      "[" + linted_service("count", "analytical", R"(, "basis": { "exempt": "a law" })") + "]";
  BOOST_TEST(holds(said(lawful, {.jurisdictions = R"(["FR", "BE"])", .services = services}), "BE"));
}

// France may, Belgium may not: the finding names the country, and only one where it is used.
BOOST_AUTO_TEST_CASE(count_only_in_the_countries_that_a_service_names) {
  const auto exempt_in = [](const std::string& countries) {
    return said(lawful,
                {.jurisdictions = R"([{ "country": "FR", "paths": ["/fr/"] },
                                      { "country": "BE", "paths": ["/be/"] }, "DE"])",
                 .services = "[" +
                             linted_service("count", "analytical",
                                            R"(, "basis": { "exempt": "a law", "countries": )" +
                                                countries + " }") +
                             "]"});
  };
  BOOST_TEST(exempt_in(R"(["FR"])") == "not checked");
  const std::string both = exempt_in(R"(["FR", "BE"])");
  BOOST_TEST(holds(both, "error: \"count\" counts visits without consent, but BE"));
  BOOST_TEST(!holds(both, "DE"));
}

// CNIL 2020-092: thirteen months at most; 397 days are the longest that there are.
BOOST_AUTO_TEST_CASE(in_france_last_thirteen_months_at_most) {
  const auto with_days = [](const std::string& country, const std::string& days) {
    return exempt(country, R"(, "cookies": [{ "name": "_c", "lifetime_days": )" + days + " }]");
  };
  BOOST_TEST(with_days("FR", "397") == "not checked");
  BOOST_TEST(holds(with_days("FR", "398"), "warning: \"_c\" of exempt \"count\" lasts 398 days"));
  BOOST_TEST(with_days("NL", "398") == "not checked");
  BOOST_TEST(holds(exempt("FR", R"(, "local_storage": ["k"])"), "warning: \"k\" of exempt"));
}

BOOST_AUTO_TEST_CASE(cover_no_recordings_of_visits) {
  const std::string replay = R"(, "session_replay": true)";
  BOOST_TEST(holds(exempt("FR", replay), "error: exempt \"count\" replays visits"));
  BOOST_TEST(holds(exempt("UK", replay), "error: exempt \"count\" replays visits"));
  BOOST_TEST(holds(exempt("NL", replay), "warning: exempt \"count\" replays visits"));
}

// Statistics whose results steer campaigns are advertising.
BOOST_AUTO_TEST_CASE(are_doubted_where_the_same_company_advertises) {
  const std::string count =
      linted_service("count", "analytical", R"(, "basis": { "exempt": "a law" })");
  const auto with_other = [&count](const std::string& category) {
    return said(lawful, {.jurisdictions = R"(["NL"])",
                         .services = "[" + count + "," + linted_service("other", category) + "]"});
  };
  BOOST_TEST(holds(with_other("advertising"), "warning: exempt \"count\" gives its data to \"P\""));
  BOOST_TEST(with_other("functional") == "not checked");
}

BOOST_AUTO_TEST_CASE(are_doubted_where_the_purpose_speaks_of_advertising) {
  BOOST_TEST(exempt("NL", R"(, "purpose": { "en": "Counts visits." })") == "not checked");
  BOOST_TEST(holds(exempt("NL", R"(, "purpose": { "en": "Counts visits and steers campaigns." })"),
                   "warning: the purpose of exempt \"count\" in \"en\" speaks of \"campaigns\""));
}

BOOST_AUTO_TEST_CASE(cover_neither_advertising_nor_social_media_anywhere) {
  BOOST_TEST(holds(exempt("NL", {}, "advertising"), "error: \"count\" is exempt, but no country"));
  BOOST_TEST(holds(exempt("NL", {}, "social"), "error: "));
  BOOST_TEST(exempt("NL", {}, "functional") == "passed");
}

constexpr std::string_view interest = "no-legitimate-interest";

// EDPB Taskforce 2023, 24.
BOOST_AUTO_TEST_CASE(may_not_be_a_legitimate_interest) {
  const auto with_basis = [](const std::string& law) {
    return said(interest,
                {.services = "[" +
                             linted_service("count", "functional",
                                            R"(, "basis": { "exempt": ")" + law + "\" }") +
                             "]"});
  };
  BOOST_TEST(with_basis("Telecommunicatiewet art. 11.7a(3)(b)") == "passed");
  BOOST_TEST(holds(with_basis("GDPR 6(1)(f)"), "error: \"count\" is exempt for \"GDPR 6(1)(f)\""));
  BOOST_TEST(holds(with_basis("Gerechtvaardigd belang"), "error: "));
  BOOST_TEST(holds(with_basis("AVG artikel 6 lid 1 onder f"), "error: "));
  const std::string purpose = R"(, "purpose": { "en": "Our legitimate interests in counting." })";
  BOOST_TEST(holds(said(interest, {.services = "[" + linted_service("a", "social", purpose) + "]"}),
                   "warning: the purpose of \"a\" in \"en\" speaks of \"legitimate interests\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
