// SPDX-License-Identifier: MIT
#include "core/compile/host_map.h"

#include <boost/test/unit_test.hpp>

#include "core/blob.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;

BOOST_AUTO_TEST_SUITE(host_map)

constexpr std::string_view demo_map =
    R"({ "*": "*.localhost:8137", "www.clinic.test": "clinic.localhost:8137" })";

std::string said_about_map(std::string_view text) {
  Diagnostics diagnostics;
  const std::optional<HostMap> map = HostMap::read(text, "map.json", diagnostics);
  BOOST_TEST(map.has_value() == diagnostics.empty());
  return test::text_of_all(diagnostics);
}

BOOST_AUTO_TEST_CASE(replaces_a_host_by_its_own_entry_or_the_rest) {
  Diagnostics diagnostics;
  const std::optional<HostMap> map = HostMap::read(demo_map, "map.json", diagnostics);
  BOOST_TEST_REQUIRE(map.has_value());
  BOOST_TEST(map->mapped("www.clinic.test/a") == "clinic.localhost:8137/a");
  BOOST_TEST(map->mapped("x.test/p?q=1") == "x.test.localhost:8137/p?q=1");
  BOOST_TEST(map->mapped("*.x.test") == "*.x.test.localhost:8137");
  BOOST_TEST(map->mapped("/own/path") == "/own/path");
}

BOOST_AUTO_TEST_CASE(leaves_what_it_does_not_name) {
  Diagnostics diagnostics;
  const std::optional<HostMap> map =
      HostMap::read(R"({ "*.x.test": "*.y.test:1" })", "map.json", diagnostics);
  BOOST_TEST_REQUIRE(map.has_value());
  BOOST_TEST(map->mapped("*.x.test/a") == "*.y.test:1/a");
  BOOST_TEST(map->mapped("a.x.test") == "a.x.test");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_no_host) {
  BOOST_TEST(
      holds(said_about_map(R"({ "*": "localhost:1" })"), "\"localhost:1\" is no host to map to"));
  BOOST_TEST(holds(said_about_map(R"({ "a.test": "https://b.test" })"), "is no host to map to"));
  BOOST_TEST(holds(said_about_map(R"({ "a.test": 5 })"), "\"5\" is no host to map to"));
  BOOST_TEST(holds(said_about_map(R"({ "a.test/p": "b.test" })"), "is no host of a pattern"));
  BOOST_TEST(holds(said_about_map("[]"), "the host map must be an object"));
}

BOOST_AUTO_TEST_CASE(reaches_all_that_a_page_is_told) {
  const Catalogue catalogue = test::test_catalogue();
  const std::string policy = test::policy_text(
      {.site = R"({ "hosts": ["www.clinic.test"], "cookie_domain": "clinic.test",)"
               R"( "first_party": ["cdn.test"], "forms": ["*.f.test"] })",
       .more = R"(, "collector": { "endpoint": "https://proof.test/consent" })"});
  const OpenedPolicy opened = open_policy({.policy = {policy, "clinic.json"},
                                           .host_map = InputFile{demo_map, "map.json"},
                                           .catalogue = catalogue});
  BOOST_TEST_REQUIRE(opened.ok());
  const PolicyBlob blob = PolicyBlob::open(opened.blob).value();
  BOOST_TEST(blob.section(BlobSection::own) ==
             "cdn.test.localhost:8137 proof.test.localhost:8137/consent/\n");
  BOOST_TEST(opened.policy.collector == "//proof.test.localhost:8137/consent");
  BOOST_TEST(blob.section(BlobSection::forms) == " *.f.test.localhost:8137\n");
  BOOST_TEST(blob.section(BlobSection::urls) ==
             "*.counter.test.localhost:8137 0\ncounter.test.localhost:8137/js 0\n");
  BOOST_TEST(opened.policy.cookie_domain.text == "");  // it does not cover clinic.localhost
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
