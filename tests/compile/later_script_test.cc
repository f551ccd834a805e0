// SPDX-License-Identifier: MIT
#include "core/compile/later_script.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

BOOST_AUTO_TEST_SUITE(later_script)

std::string data_of(const std::string& services, const std::string& more = {}) {
  const OpenedPolicy opened =
      test::open_text(test::policy_text({.services = "[" + services + "]", .more = more}));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  return later_literal(opened.policy, opened.languages[0]);
}

BOOST_AUTO_TEST_CASE(takes_the_module_and_what_only_a_choice_needs) {
  const OpenedPolicy opened = test::open_text(test::policy_text());
  BOOST_TEST_REQUIRE(opened.ok());
  const Catalogue catalogue = test::test_catalogue();
  BOOST_TEST(write_later_script(opened.policy, opened.languages[0], catalogue).value_or("") ==
             "export const later = [\"#\xC6\x84\xC6\x96\xC6\x90%\",{text:{saved:\"Saved.\"},"
             "on_grant:\"reload\"}];\n");
  Catalogue without = catalogue;
  without.later_script = "export const later = AKKOORD_MODULE;\n";
  BOOST_TEST(!write_later_script(opened.policy, opened.languages[0], without).has_value());
}

BOOST_AUTO_TEST_CASE(tells_the_page_when_grants_take_effect_by_route) {
  BOOST_TEST(data_of("", R"(, "on_grant": "next-page")") ==
             R"({text:{saved:"Saved."},on_grant:"next-page"})");
  BOOST_TEST(data_of("", R"(, "on_grant": { "default": "next-page",)"
                         R"( "routes": { "/book/": "reload", "/b": "next-page" } })") ==
             R"({text:{saved:"Saved."},on_grant:"next-page",)"
             R"(routes:{"/book/":"reload","/b":"next-page"}})");
}

BOOST_AUTO_TEST_CASE(tells_the_page_where_the_collector_is) {
  BOOST_TEST(data_of("", R"(, "collector": { "endpoint": "/consent/" })") ==
             R"({text:{saved:"Saved."},on_grant:"reload",endpoint:"/consent"})");
}

BOOST_AUTO_TEST_CASE(tells_the_page_where_cookies_lie_that_it_can_not_see) {
  const std::string cookies =
      R"(, "cookies": [{ "name": "a", "lifetime": "session", "path": "/shop/" },)"
      R"( { "name": "b", "lifetime": "session", "path": "/shop/" },)"
      R"( { "name": "c", "lifetime": "session", "path": "/book" },)"
      R"( { "name": "d*", "lifetime": "session", "path": "/book" },)"
      R"( { "name": "e", "lifetime": "session", "path": "/" },)"
      R"( { "name": "f", "lifetime": "session", "http_only": true },)"
      R"( { "name": "g", "lifetime": "session", "http_only": true, "path": "/shop/" },)"
      R"( { "name": "h", "lifetime": "session", "host": "x.test", "path": "/shop/" }])";
  BOOST_TEST(data_of(test::service_text("s", "social", cookies)) ==
             R"({text:{saved:"Saved."},on_grant:"reload",http_only:{"f":"s","g":"s"},)"
             R"(cookie_paths:{"/book":"c","/shop/":"a b"}})");
  // A mandatory cookie is never deleted.
  BOOST_TEST(data_of(test::service_text("s", "mandatory", cookies)) ==
             R"({text:{saved:"Saved."},on_grant:"reload"})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
