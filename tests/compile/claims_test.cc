// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "core/compile/check_claims.h"
#include "core/pattern.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::policy_text;
using test::said_about;
using test::service_text;

BOOST_AUTO_TEST_SUITE(claims)

/// Two services on a line each, with these keys.
std::string said_about_two(std::string_view first_keys, std::string_view second_keys) {
  return said_about(
      policy_text({.services = "[\n" + service_text("a", "functional", first_keys) + ",\n" +
                               service_text("b", "social", second_keys) + "]"}));
}

BOOST_AUTO_TEST_CASE(to_an_id_are_made_once) {
  BOOST_TEST(
      said_about(policy_text({.services = R"(["counter", "counter"])"})) ==
      "clinic.json:7:27: error: service \"counter\" is there twice (/services/1)\n"
      "    It stands at clinic.json:7:16 already: remove one, or give one another \"id\".\n");
}

BOOST_AUTO_TEST_CASE(to_one_pattern_name_both_places) {
  const std::string said = said_about_two(R"(, "urls": ["x.test/p"])", R"(, "urls": ["x.test/p"])");
  BOOST_TEST(holds(said,
                   "clinic.json:9:114: error: \"x.test/p\" is claimed by \"a\" and \"b\" "
                   "(/services/1/urls/0)"));
  BOOST_TEST(holds(said, "The other claim stands at clinic.json:8:118."));
}

BOOST_AUTO_TEST_CASE(to_one_pattern_stand_when_both_say_why) {
  constexpr std::string_view shared =
      R"(, "urls": [{ "pattern": "x.test/lib.js", "shared": "A library." }])";
  BOOST_TEST(said_about_two(shared, shared) == "");
  BOOST_TEST(holds(said_about_two(shared, R"(, "urls": ["x.test/lib.js"])"), "is claimed by"));
}

BOOST_AUTO_TEST_CASE(to_a_cookie_or_stored_item_are_made_once) {
  constexpr std::string_view cookie = R"(, "cookies": [{ "name": "c*", "lifetime_s": 1 }])";
  BOOST_TEST(holds(said_about_two(cookie, cookie), "cookie \"c*\" is claimed by \"a\" and \"b\""));
  constexpr std::string_view item = R"(, "local_storage": ["k"])";
  BOOST_TEST(holds(said_about_two(item, item), "stored item \"k\" is claimed by"));
  BOOST_TEST(said_about_two(item, R"(, "session_storage": ["k"])") == "");
  BOOST_TEST(holds(said_about_two(R"(, "local_storage": ["k", "k"])", ""),
                   "stored item \"k\" is declared twice by \"a\""));
}

BOOST_AUTO_TEST_CASE(to_a_vendors_own_cookie_are_only_declared) {
  constexpr std::string_view cookie =
      R"(, "cookies": [{ "name": "NID", "lifetime_s": 1, "host": "x.test" }])";
  BOOST_TEST(said_about_two(cookie, cookie) == "");
}

BOOST_AUTO_TEST_CASE(to_akkoords_records_are_refused) {
  BOOST_TEST(holds(said_about_two(R"(, "cookies": [{ "name": "cookie_*", "lifetime_s": 1 }])", ""),
                   "\"cookie_*\" claims \"cookie_consent_set\", in which Akkoord keeps"));
  BOOST_TEST(said_about_two(R"(, "cookies": [{ "name": "cookie_policy", "lifetime_s": 1 }])", "") ==
             "");
}

BOOST_AUTO_TEST_CASE(of_the_site_itself_do_not_let_a_service_through) {
  const auto with_own = [](const std::string& pattern) {
    return said_about(policy_text(
        {.site = R"({ "hosts": ["www.clinic.test"], "first_party": [")" + pattern + "\"] }"}));
  };
  BOOST_TEST(with_own("cdn.clinic.test") == "");
  BOOST_TEST(holds(with_own("*.test"), "admits \"*.counter.test\" of \"counter\" for every"));
}

BOOST_AUTO_TEST_CASE(are_at_most_4096) {
  const auto with_names = [](std::size_t count) {
    std::string names;
    for (std::size_t i = 0; i < count; ++i) {
      names += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\"";
    }
    return said_about(policy_text(
        {.services =
             "[" + service_text("a", "social", ", \"local_storage\": [" + names + "]") + "]"}));
  };
  BOOST_TEST(with_names(max_patterns) == "");
  BOOST_TEST(holds(with_names(max_patterns + 1),
                   "with \"a\" the policy has more than 4096 patterns and names"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
