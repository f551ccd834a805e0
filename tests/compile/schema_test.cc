// SPDX-License-Identifier: MIT
#include "core/compile/schema.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::policy_text;
using test::said_about;
using test::service_text;

BOOST_AUTO_TEST_SUITE(policy_schema)

BOOST_AUTO_TEST_CASE(accepts_a_policy_as_it_should_be) {
  BOOST_TEST(said_about(policy_text()) == "");
}

BOOST_AUTO_TEST_CASE(names_the_key_that_was_meant) {
  BOOST_TEST(
      said_about(policy_text({.services = R"([{ "preset": "counter", "catagory": "social" }])"})) ==
      "clinic.json:7:39: error: unknown key \"catagory\" (/services/0/catagory)\n"
      "    Did you mean \"category\"?\n");
}

BOOST_AUTO_TEST_CASE(lists_the_known_keys_where_none_is_near) {
  BOOST_TEST(holds(said_about(policy_text({.site = R"({ "hosts": ["a.test"], "colour": 1 })"})),
                   "Known here: \"hosts\", \"first_party\", \"web_sockets\", \"forms\", \"webrtc\" "
                   "or \"cookie_domain\"."));
}

BOOST_AUTO_TEST_CASE(counts_a_misspelt_required_key_once) {
  const std::string said = said_about(policy_text({.site = R"({ "hots": ["a.test"] })"}));
  BOOST_TEST(said ==
             "clinic.json:4:13: error: unknown key \"hots\" (/site/hots)\n"
             "    Did you mean \"hosts\"?\n");
}

BOOST_AUTO_TEST_CASE(says_what_a_missing_key_is_for) {
  const std::string said = said_about("{ \"id\": \"a\" }");
  BOOST_TEST(holds(said,
                   "clinic.json:1:1: error: missing key \"controller\"\n"
                   "    Add it. Who answers for the site.\n"));
  BOOST_TEST(holds(said, "missing key \"revision\""));  // all at once
  BOOST_TEST(holds(said, "missing key \"services\""));
}

BOOST_AUTO_TEST_CASE(tells_wrong_types_with_what_stands_there) {
  BOOST_TEST(holds(said_about(policy_text({.revision = "\"1\""})),
                   "clinic.json:3:15: error: \"revision\" must be a whole number, not the string "
                   "\"1\" (/revision)"));
  BOOST_TEST(holds(said_about(policy_text({.revision = "1.5"})), "not the number 1.5"));
  BOOST_TEST(holds(said_about(policy_text({.languages = "{}"})),
                   "\"languages\" must be a list, [...], not an object"));
  BOOST_TEST(holds(said_about(policy_text({.services = "[true]"})),
                   "item 0 of \"services\" must be a string or an object, {...}, not true"));
  BOOST_TEST(holds(said_about("[]"), "the file must be an object, {...}, not a list"));
}

BOOST_AUTO_TEST_CASE(bounds_numbers_in_pairs) {
  const auto with_days = [](const std::string& days) {
    return said_about(policy_text({.more = ", \"records\": { \"lifetime_days\": " + days + " }"}));
  };
  BOOST_TEST(with_days("1") == "");
  BOOST_TEST(holds(with_days("0"), "\"lifetime_days\" is 0, below the smallest value 1"));
  BOOST_TEST(with_days("400") == "");
  BOOST_TEST(holds(with_days("401"), "\"lifetime_days\" is 401, above the largest value 400"));
  BOOST_TEST(with_days("400.0") == "");
}

BOOST_AUTO_TEST_CASE(bounds_lists_and_texts) {
  BOOST_TEST(holds(said_about(policy_text({.languages = "[]"})), "\"languages\" is empty"));
  BOOST_TEST(holds(said_about(policy_text({.languages = R"(["en","nl","en","nl"])"})),
                   "\"languages\" has 4 entries, more than 3"));
  BOOST_TEST(holds(said_about(policy_text({.site = R"({ "hosts": ["a.test", "a.test"] })"})),
                   "clinic.json:4:33: error: item 1 of \"hosts\" stands there twice"));
}

BOOST_AUTO_TEST_CASE(bounds_texts_in_characters) {
  const auto named = [](std::size_t length) {
    std::string text = policy_text();
    std::string name;
    for (std::size_t i = 0; i < length; ++i) name += "\xC3\xA9";
    return said_about(text.replace(text.find("Clinic"), 6, name));
  };
  BOOST_TEST(named(40) == "");
  BOOST_TEST(holds(named(41), "\"name\" has 41 characters, more than 40"));
  BOOST_TEST(holds(named(0), "\"name\" is empty"));
}

BOOST_AUTO_TEST_CASE(offers_the_nearest_word_of_a_list) {
  BOOST_TEST(holds(said_about(policy_text(
                       {.services = R"([{ "preset": "counter", "category": "analytics" }])"})),
                   "\"category\" can't be \"analytics\" (/services/0/category)\n"
                   "    Did you mean \"analytical\"? Possible: \"mandatory\", "));
}

BOOST_AUTO_TEST_CASE(takes_the_branch_that_was_meant) {
  BOOST_TEST(holds(said_about(policy_text({.services = R"([{ "name": "x" }])"})),
                   "missing key \"provider\""));
  BOOST_TEST(
      !holds(said_about(policy_text({.services = R"([{ "preset": "counter", "name": 1 }])"})),
             "missing key"));
  const auto with_basis = [](const std::string& basis) {
    return said_about(policy_text(
        {.services = "[" + service_text("a", "functional", ", \"basis\": " + basis) + "]"}));
  };
  BOOST_TEST(with_basis("\"consent\"") == "");
  BOOST_TEST(with_basis(R"({ "exempt": "a law" })") == "");
  BOOST_TEST(holds(with_basis(R"({ "exempt": "" })"), "\"exempt\" is empty"));
  BOOST_TEST(holds(with_basis("\"none\""), "\"basis\" can't be \"none\""));
  BOOST_TEST(
      holds(with_basis("1"), "\"basis\" must be a string or an object, {...}, not the number"));
}

BOOST_AUTO_TEST_CASE(wants_exactly_one_lifetime) {
  const auto with_cookie = [](const std::string& keys) {
    return said_about(
        policy_text({.services = "[" +
                                 service_text("a", "functional",
                                              ", \"cookies\": [{ \"name\": \"c\"" + keys + " }]") +
                                 "]"}));
  };
  BOOST_TEST(with_cookie(R"(, "lifetime_s": 1)") == "");
  BOOST_TEST(holds(with_cookie(""), "one key is missing: \"lifetime\", \"lifetime_days\" or"));
  BOOST_TEST(holds(with_cookie(R"(, "lifetime_s": 1, "lifetime_days": 1)"),
                   "\"lifetime_days\" and \"lifetime_s\" exclude each other"));
}

BOOST_AUTO_TEST_CASE(checks_formats_by_the_rules_of_the_core) {
  const auto with_url = [](const std::string& url) {
    return said_about(policy_text(
        {.services =
             "[" + service_text("a", "functional", ", \"urls\": [\"" + url + "\"]") + "]"}));
  };
  for (const char* good : {"a.test", "*.a.test", "a.test/p/", "a.test/p?id=1"}) {
    BOOST_TEST(with_url(good) == "");
  }
  for (const char* bad : {"https://a.test", "A.test", "*", "a.test:80", "/p", "a b.test", ""}) {
    BOOST_TEST_CONTEXT(bad) {
      BOOST_TEST(holds(with_url(bad), "is no URL pattern"));
      BOOST_TEST(holds(with_url(bad), "Write host and path without a scheme."));
    }
  }
}

BOOST_AUTO_TEST_CASE(stops_counting_unknown_keys_at_fifty) {
  std::string text = "{";
  for (int i = 0; i < 20'000; ++i) text += "\"unknown" + std::to_string(i) + "\":1,";
  text.back() = '}';
  BOOST_TEST(holds(said_about(text), "19950 more unknown keys"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
