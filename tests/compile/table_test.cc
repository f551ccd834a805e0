// SPDX-License-Identifier: MIT
#include "core/compile/table.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::open_text;
using test::policy_text;
using test::service_text;

BOOST_AUTO_TEST_SUITE(bootstrap_table)

constexpr std::string_view names =
    R"(n:["cookie_consent_set","cookie_consent_fu","cookie_consent_ga","cookie_consent_ma",)"
    R"("cookie_consent_so","cookie_consent_sv","cookie_consent_sr"])";

BOOST_AUTO_TEST_CASE(leaves_out_what_is_empty) {
  const OpenedPolicy opened = open_text(policy_text({.services = "[]"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(table_literal(opened.policy, opened.needs, "gate", "find") ==
             "{r:1," + std::string(names) + "}");
  const OpenedPolicy calls = open_text(
      policy_text({.site = R"({ "hosts": ["a.test"], "webrtc": true })", .services = "[]"}));
  BOOST_TEST_REQUIRE(calls.ok());
  BOOST_TEST(table_literal(calls.policy, calls.needs, "gate", "find") ==
             "{r:1," + std::string(names) + ",w:1}");
}

BOOST_AUTO_TEST_CASE(holds_what_the_records_alone_decide) {
  const OpenedPolicy opened = open_text(policy_text(
      {.site = R"({ "hosts": ["a.test"], "first_party": ["cdn.test"], "forms": ["f.test"] })",
       .services = "[\"counter\", \"pixel\", " +
                   service_text("own", "mandatory",
                                R"(, "cookies": [{ "name": "sid", "lifetime": "session" }],)"
                                R"( "local_storage": ["own_*"], "session_storage": ["own_*"])") +
                   "]",
       .more = R"(, "sensitive_routes": ["/book/"])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(table_literal(opened.policy, opened.needs, "gate", "find") ==
             "{r:1," + std::string(names) +
                 R"(,o:"cdn.test",f:" f.test",s:{"2 counter":"counter.test/js",)"
                 R"("3 pixel":"ads.counter.test/tr pixel.test",)"
                 R"("2 counter,3 pixel":"*.counter.test"},p:["/book/"],)"
                 R"(m:/^(0own_.*|1own_.*|2sid)$/})");
}

BOOST_AUTO_TEST_CASE(matches_mandatory_names_letter_by_letter_and_leaves_out_a_tag) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services =
           "[" + service_text("own", "mandatory", R"(, "local_storage": ["a.b/c", "</d", "g*"])") +
           "]"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(table_literal(opened.policy, opened.needs, "gate", "find") ==
             "{r:1," + std::string(names) + R"(,m:/^(0a\.b\/c|0g.*)$/})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
