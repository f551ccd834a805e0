// SPDX-License-Identifier: MIT
#include "core/compile/overlap.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::open_text;
using test::policy_text;
using test::service_text;

BOOST_AUTO_TEST_SUITE(overlap)

using Numbers = std::vector<ServiceNumber>;

BOOST_AUTO_TEST_CASE(withholds_a_pattern_until_all_that_it_admits_is_granted) {
  const OpenedPolicy opened = open_text(policy_text({.services = R"(["counter", "pixel"])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(opened.needs[0][0] == Numbers{1});  // *.counter.test admits ads.counter.test/tr
  BOOST_TEST(opened.needs[0][1] == Numbers{});   // counter.test/js admits itself alone
  BOOST_TEST(opened.needs[1][0] == Numbers{});   // nor does the narrower pattern the wider one
  BOOST_TEST(test::text_of_all(opened.diagnostics) ==
             "presets/counter.json:7:12: note: \"*.counter.test\" of \"counter\" is withheld until "
             "\"pixel\" is granted too: it admits what they ask for (/urls/0)\n"
             "    Name narrower hosts or paths, or say why it may be shared: { \"pattern\": ..., "
             "\"shared\": \"reason\" }.\n");
}

BOOST_AUTO_TEST_CASE(is_allowed_where_the_policy_says_why) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services = R"([{ "preset": "counter", "urls":)"
                   R"( [{ "pattern": "*.counter.test", "shared": "A reason." }] }, "pixel"])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(opened.needs[0][0] == Numbers{});
  BOOST_TEST(opened.diagnostics.empty());
}

// A policy can't see queries: what was meant for one id admits every other.
BOOST_AUTO_TEST_CASE(of_a_query_is_with_the_whole_path) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services = "[" + service_text("a", "social", R"(, "urls": ["x.test/js?id=A"])") + ", " +
                   service_text("b", "social", R"(, "urls": ["x.test/js?id=B"])") + "]"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(opened.needs[0][0] == Numbers{1});
  BOOST_TEST(opened.needs[1][0] == Numbers{0});
}

BOOST_AUTO_TEST_CASE(with_a_mandatory_service_needs_nobody) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services = "[" + service_text("a", "mandatory", R"(, "urls": ["x.test/needed"])") + ", " +
                   service_text("b", "social", R"(, "urls": ["x.test"])") + "]"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(opened.needs[1][0] == Numbers{});
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
