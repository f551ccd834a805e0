// SPDX-License-Identifier: MIT
#include "core/compile/dark_pattern.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

namespace {

std::string said_about_banner(const std::string& key) {
  return test::said_about(test::policy_text({.more = ", \"banner\": { " + key + " }"}));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(dark_pattern_key)

BOOST_AUTO_TEST_CASE(is_refused_with_the_rule_that_forbids_it) {
  constexpr std::pair<const char*, const char*> refused[] = {
      {"accept_on_scroll", "EDPB 05/2020, paragraph 86"},
      {"implied_consent", "EDPB 05/2020, paragraph 86"},
      {"autoAcceptAfterSeconds", "EDPB 05/2020, paragraph 86"},
      {"cookie-wall", "EDPB 05/2020, paragraph 39"},
      {"preselected", "CJEU C-673/17, Planet49"},
      {"hide_reject", "EDPB Taskforce 2023, paragraph 8"},
      {"rejectButton", "EDPB Taskforce 2023, paragraph 8"},
      {"accept_colour", "CNIL 2020-092, paragraph 34"},
      {"primary_button", "CNIL 2020-092, paragraph 34"},
      {"equalWeightButtons", "CNIL 2020-092, paragraph 34"},
      {"legitimate_interest", "EDPB Taskforce 2023, paragraph 24"},
      {"hide_way_back", "GDPR 7(3)"},
      {"remind_after_days", "CNIL 2020-092, paragraph 39"},
  };
  for (const auto& [key, rule] : refused) {
    const auto pattern = dark_pattern(key);
    BOOST_TEST_REQUIRE(pattern.has_value(), key);
    BOOST_TEST(pattern->fault.find(rule) != std::string_view::npos, key);
  }
}

BOOST_AUTO_TEST_CASE(is_not_every_unknown_key) {
  for (const char* key : {"", "logo", "position", "showLogo", "wallpaper", "font", "z_index"}) {
    BOOST_TEST(!dark_pattern(key).has_value(), key);
  }
}

BOOST_AUTO_TEST_CASE(stops_the_compiler_where_it_stands) {
  BOOST_TEST(test::holds(said_about_banner(R"("accept_on_scroll": true)"),
                         "\"accept_on_scroll\" can't be configured: silence, scrolling, closing or "
                         "waiting is no consent (EDPB 05/2020, paragraph 86) "
                         "(/banner/accept_on_scroll)"));
  BOOST_TEST(test::holds(said_about_banner(R"("layuot": "bar")"), "unknown key \"layuot\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
