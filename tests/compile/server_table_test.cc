// SPDX-License-Identifier: MIT
#include "core/compile/server/server_table.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::open_text;
using test::policy_text;
using test::service_text;

namespace {

ServerTable table_of(const test::PolicyParts& parts, std::string_view base = default_base) {
  const OpenedPolicy opened = open_text(policy_text(parts));
  BOOST_TEST_REQUIRE(opened.ok());
  return server_table(opened, base);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_table_of_a_policy)

BOOST_AUTO_TEST_CASE(has_what_is_always_open_and_what_waits_for_whom) {
  const ServerTable table = table_of(
      {.site = R"({ "hosts": ["a.test"], "first_party": ["cdn.test"], "forms": ["f.test"] })",
       .services = "[" + service_text("own", "mandatory", R"(, "urls": ["own.test"])") +
                   R"(, "counter", "pixel"])",
       .more = R"(, "sensitive_routes": ["/book/"])"});
  BOOST_TEST(table.opening.ends_with(" data: blob: cdn.test own.test"));
  BOOST_TEST(table.tail.starts_with("; form-action 'self' f.test"));
  BOOST_TEST_REQUIRE(table.services.size() == 2U);
  BOOST_TEST(table.services[0].id == "counter");
  BOOST_TEST_REQUIRE(table.groups.size() == 3U);
  BOOST_TEST(table.groups[0].sources == "counter.test/js");
  BOOST_TEST(table.groups[2].sources == "*.counter.test");
  BOOST_TEST(table.groups[2].services == (std::vector<std::size_t>{0, 1}),
             boost::test_tools::per_element());
  BOOST_TEST(table.sensitive_routes.front() == "/book/");
}

BOOST_AUTO_TEST_CASE(opens_a_group_only_when_all_its_services_are_granted) {
  const ServerTable table = table_of({.services = R"(["counter", "pixel"])"});
  BOOST_TEST(table.policy_text({false, false}) == table.opening + table.tail);
  BOOST_TEST(table.policy_text({true, false}) == table.opening + " counter.test/js" + table.tail);
  BOOST_TEST(test::holds(table.policy_text({true, true}), " *.counter.test"));
}

BOOST_AUTO_TEST_CASE(spells_a_dollar_as_no_server_can_misread_it) {
  const ServerTable table = table_of(
      {.services = "[" + service_text("x", "social", R"(, "urls": ["x.test/a$b/"])") + "]"});
  BOOST_TEST(table.groups.at(0).sources == "x.test/a%24b/");
}

BOOST_AUTO_TEST_CASE(tries_the_longest_of_own_paths_first_and_asks_nobody_for_mandatory_ones) {
  const ServerTable table = table_of(
      {.services = "[" + service_text("count", "analytical", R"(, "paths": ["/s/", "/hit"])") +
                   "," + service_text("own", "mandatory", R"(, "paths": ["/s/own.js"])") + "]"});
  BOOST_TEST_REQUIRE(table.paths.size() == 3U);
  BOOST_TEST(table.paths[0].pattern == "/s/own.js");
  BOOST_TEST(!table.paths[0].service.has_value());
  BOOST_TEST(table.paths[1].pattern == "/hit");
  BOOST_TEST(table.paths[2].pattern == "/s/");
  BOOST_TEST((table.paths[2].service == 0U));
  BOOST_TEST(table.groups.empty());
}

BOOST_AUTO_TEST_CASE(knows_where_on_the_site_our_files_lie) {
  BOOST_TEST(table_of({}).base == "/akkoord/");
  BOOST_TEST(table_of({}, "/scripts").base == "/scripts/");
  BOOST_TEST(table_of({}, "https://www.clinic.test/x/").base == "/x/");
  BOOST_TEST(table_of({}, "https://cdn.test/x/").base == "");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
