// SPDX-License-Identifier: MIT
#include "core/compile/preset.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::said_about;

BOOST_AUTO_TEST_SUITE(preset)

BOOST_AUTO_TEST_CASE(gives_all_that_the_policy_leaves_out) {
  const OpenedPolicy opened = open_text(policy_text({.services = R"(["counter"])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  const PolicyService& service = opened.policy.services[0];
  BOOST_TEST(service.id == "counter");
  BOOST_TEST((service.category == Category::analytical));
  BOOST_TEST(service.urls.size() == 2);
  BOOST_TEST(service.cookies[0].lifetime_s == 172'800);
  BOOST_TEST(service.cookies[1].host == "counter.test");
  BOOST_TEST(service.purpose_in("nl") == "Telt bezoeken.");
}

BOOST_AUTO_TEST_CASE(gives_way_key_by_key_and_each_key_whole) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services = R"([{ "preset": "counter", "category": "functional", "urls": ["x.test"] }])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  const PolicyService& service = opened.policy.services[0];
  BOOST_TEST((service.category == Category::functional));
  BOOST_TEST_REQUIRE(service.urls.size() == 1);
  BOOST_TEST(service.urls[0].pattern == "x.test");
  BOOST_TEST(service.name == "Counter");
}

BOOST_AUTO_TEST_CASE(unknown_is_an_error_with_the_nearest) {
  BOOST_TEST(said_about(policy_text({.services = R"(["conter"])"})) ==
             "clinic.json:7:16: error: unknown preset \"conter\" (/services/0)\n"
             "    Did you mean \"counter\"? A service without preset is given in full, with "
             "\"id\".\n");
}

BOOST_AUTO_TEST_CASE(with_an_error_is_named_by_its_file) {
  const CatalogueFile broken[] = {{"counter", "{\n  \"id\": \"counter\",\n  \"nam\": 1 }"}};
  Catalogue catalogue = test::test_catalogue();
  catalogue.presets = broken;
  const std::string policy = policy_text();
  const OpenedPolicy opened =
      open_policy({.policy = {policy, "clinic.json"}, .catalogue = catalogue});
  const std::string said = test::text_of_all(opened.diagnostics);
  BOOST_TEST(holds(said,
                   "presets/counter.json:3:3: error: unknown key \"nam\" (/nam)\n"
                   "    Did you mean \"name\"?"));
  BOOST_TEST(holds(said, "presets/counter.json:1:1: error: missing key \"category\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
