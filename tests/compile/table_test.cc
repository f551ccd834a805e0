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
  BOOST_TEST(table_literal(opened.policy, opened.needs) == "{r:1," + std::string(names) + "}");
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
  BOOST_TEST(table_literal(opened.policy, opened.needs) ==
             "{r:1," + std::string(names) +
                 R"(,o:"cdn.test",f:"f.test",s:["counter",2,"counter.test/js","pixel",3,)"
                 R"("ads.counter.test/tr pixel.test","own",0,""],x:["*.counter.test",[0,1]],)"
                 R"(p:["/book/"],m:"sid own_*"})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
