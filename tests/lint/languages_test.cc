// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(languages)

std::string official(const std::string& countries, const std::string& spoken) {
  return said("official-languages", {.jurisdictions = countries, .languages = spoken});
}

// GDPR 7(2), 12(1): consent is asked in a language that the visitor reads.
BOOST_AUTO_TEST_CASE(of_a_country_are_among_those_of_the_policy) {
  BOOST_TEST(official(R"(["NL"])", R"(["en", "nl"])") == "passed");
  BOOST_TEST(official(R"(["LU"])", R"(["fr"])") == "passed");
  BOOST_TEST(holds(official(R"(["NL"])", R"(["en"])"),
                   "warning: visitors in NL are asked in none of its languages: \"nl\" "
                   "(/jurisdictions/0)"));
  BOOST_TEST(holds(official(R"(["IE", "FR"])", R"(["en"])"), "visitors in FR"));
  BOOST_TEST(official(R"(["JP"])", R"(["en"])") == "passed");  // nobody here knows
}

BOOST_AUTO_TEST_CASE(of_belgium_are_two_for_most_sites) {
  BOOST_TEST(official(R"(["BE"])", R"(["fr", "nl"])") == "passed");
  BOOST_TEST(
      holds(official(R"(["BE"])", R"(["nl"])"), "note: visitors in BE are not asked in \"fr\""));
}

BOOST_AUTO_TEST_CASE(have_each_a_sentence_of_their_own) {
  const auto with_purpose = [](const std::string& dutch) {
    return said(
        "speaks-the-page-language",
        {.languages = R"(["en", "nl"])",
         .services = "[" +
                     linted_service("a", "social",
                                    R"(, "purpose": { "en": "Counts.", "nl": ")" + dutch + "\" }") +
                     "]"});
  };
  BOOST_TEST(with_purpose("Telt.") == "not checked");
  BOOST_TEST(holds(with_purpose("Counts."),
                   "warning: the purpose of \"a\" is the same sentence in \"en\" and \"nl\""));
}

BOOST_AUTO_TEST_CASE(are_worded_anew_all_or_none) {
  const auto with_text = [](const std::string& text) {
    return said("speaks-the-page-language",
                {.languages = R"(["en", "nl"])",
                 .more = R"(, "banner": { "text": { "en": { "title": "T" })" + text + " } }"});
  };
  BOOST_TEST(with_text(R"(, "nl": { "title": "T" })") == "not checked");
  BOOST_TEST(holds(with_text(""), "note: the banner is worded anew in \"en\", and not in \"nl\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
