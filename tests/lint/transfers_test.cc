// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(transfers)

constexpr std::string_view shield = "no-privacy-shield";

std::string with_keys(std::string_view rule, const std::string& keys,
                      const std::string& jurisdiction = "IE") {
  return said(rule, {.jurisdictions = "[\"" + jurisdiction + "\"]",
                     .services = "[" + linted_service("a", "social", keys) + "]"});
}

// CJEU C-311/18 (Schrems II).
BOOST_AUTO_TEST_CASE(do_not_rest_on_the_privacy_shield) {
  BOOST_TEST(with_keys(shield, R"(, "transfer": { "basis": "scc" })") == "passed");
  BOOST_TEST(with_keys(shield, R"(, "transfer": { "basis": "privacy-shield" })") ==
             "error: a transfer of \"a\" rests on the Privacy Shield, which the Court struck down "
             "on 16 July 2020; it supports no transfer (/services/0/transfer/basis)");
}

BOOST_AUTO_TEST_CASE(do_not_name_the_privacy_shield_in_a_text_either) {
  BOOST_TEST(holds(with_keys(shield, R"(, "purpose": { "en": "Sent under the Privacy Shield." })"),
                   "error: the purpose of \"a\" in \"en\" names the Privacy Shield"));
  BOOST_TEST(holds(said(shield, {.more = R"(, "banner": { "text": { "en": { "body":
                                   "Under the EU-US Privacy-Shield." } } })"}),
                   "error: \"body\" of the banner in \"en\" names the Privacy Shield"));
}

constexpr std::string_view basis = "transfers-have-a-basis";

std::string to(const std::string& country, const std::string& keys = {}) {
  return with_keys(basis, R"(, "provider": { "name": "P", "country": ")" + country + "\" }" + keys);
}

// GDPR 13(1)(f): visitors are told of a transfer and of what it rests on.
BOOST_AUTO_TEST_CASE(out_of_the_eea_state_their_basis) {
  BOOST_TEST(to("NO") == "passed");
  BOOST_TEST(holds(to("US"), "warning: \"a\" sends data to US and does not say on what basis"));
  BOOST_TEST(to("US", R"(, "transfer": { "basis": "scc" })") == "passed");
  BOOST_TEST(with_keys(basis, R"(, "transfer": { "basis": "bcr", "countries": ["US"] })") ==
             "passed");
}

BOOST_AUTO_TEST_CASE(rest_on_adequacy_only_where_there_is_a_decision) {
  const std::string adequacy = R"(, "transfer": { "basis": "adequacy" })";
  BOOST_TEST(to("JP", adequacy) == "passed");
  BOOST_TEST(to("UK", adequacy) == "passed");
  BOOST_TEST(to("US", adequacy) == "passed");
  BOOST_TEST(holds(to("IN", adequacy), "warning: \"a\" sends data to IN, for which no adequacy"));
  BOOST_TEST(
      holds(with_keys(basis, R"(, "transfer": { "basis": "adequacy", "countries": ["IN"] })"),
            "sends data to IN"));
}

BOOST_AUTO_TEST_CASE(rest_on_no_derogation_day_by_day) {
  BOOST_TEST(holds(to("US", R"(, "transfer": { "basis": "derogation" })"), "warning: "));
}

BOOST_AUTO_TEST_CASE(are_a_matter_of_european_sites) {
  const std::string keys = R"(, "provider": { "name": "P", "country": "US" })";
  BOOST_TEST(with_keys(basis, keys, "US") == "passed");
  BOOST_TEST(holds(with_keys(basis, keys, "UK"), "warning: "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
