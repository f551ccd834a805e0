// SPDX-License-Identifier: MIT
//
// Pages whose address tells of health, and who stays off there.
// Source: GDPR 9; CJEU C-21/23.
#include "core/sensitive_route.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/test_policy.h"
#include "tests/core/tight_text.h"

namespace akkoord::test {

BOOST_AUTO_TEST_SUITE(sensitive_route)

BOOST_AUTO_TEST_CASE(is_what_starts_like_one) {
  const OpenPolicy open(clinic_policy());  // "/behandelingen/" and "/afspraak"
  const auto sensitive = [&open](std::string_view path) {
    return is_sensitive_route(open.blob(), TightText(path).view());
  };
  BOOST_TEST(sensitive("/behandelingen/"));
  BOOST_TEST(sensitive("/behandelingen/botox"));
  BOOST_TEST(sensitive("/afspraak"));
  BOOST_TEST(sensitive("/afspraak/maken"));
  BOOST_TEST(!sensitive("/behandelingen"));
  BOOST_TEST(!sensitive("/afspraa"));
  BOOST_TEST(!sensitive("/nl/afspraak"));
  BOOST_TEST(!sensitive("/"));
  BOOST_TEST(!sensitive(""));
}

BOOST_AUTO_TEST_CASE(is_none_where_the_policy_names_none) {
  const OpenPolicy open(TestPolicy{});
  BOOST_TEST(!is_sensitive_route(open.blob(), "/behandelingen/"));
  BOOST_TEST(!is_sensitive_route(PolicyBlob{}, "/behandelingen/"));
}

BOOST_AUTO_TEST_CASE(is_every_page_where_the_policy_names_the_root) {
  TestPolicy policy;
  policy.routes = {"/"};
  const OpenPolicy open(policy);
  BOOST_TEST(is_sensitive_route(open.blob(), "/"));
  BOOST_TEST(is_sensitive_route(open.blob(), "/contact"));
}

BOOST_AUTO_TEST_CASE(stops_advertising_social_and_session_replay) {
  for (const Category category : all_categories) {
    BOOST_TEST_CONTEXT(name_of(category)) {
      const bool follows = category == Category::advertising || category == Category::social;
      BOOST_TEST(follows_visitors({"s", category, false, false}) == follows);
      BOOST_TEST(follows_visitors({"s", category, false, true}) == follows);
      BOOST_TEST(follows_visitors({"s", category, true, false}));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
