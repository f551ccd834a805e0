// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(before_a_choice)

constexpr std::string_view requests = "no-request-before-choice";

BOOST_AUTO_TEST_CASE(nothing_may_pass_by_mere_observing) {
  const std::string observe = R"(, "enforcement": "observe")";
  BOOST_TEST(holds(said(requests, {.more = observe}), "error: \"enforcement\" is \"observe\""));
  BOOST_TEST(holds(said("no-storage-before-choice", {.more = observe}), "(/enforcement)"));
  const std::string enforce = R"(, "enforcement": "enforce")";
  BOOST_TEST(said(requests, {.more = enforce}) == "not checked");
  BOOST_TEST(said("no-storage-before-choice", {.more = enforce}) == "not checked");
}

std::string with_own(const std::string& pattern) {
  return said(requests,
              {.site = R"({ "hosts": ["www.clinic.test"], "first_party": [")" + pattern + "\"] }"});
}

// ePrivacy 5(3): what the site needs may pass, what a vendor wants may not.
BOOST_AUTO_TEST_CASE(no_vendor_may_pass_as_the_sites_own) {
  BOOST_TEST(with_own("cdn.clinic.test") == "not checked");
  BOOST_TEST(holds(with_own("script.crazyegg.com"),
                   "error: \"script.crazyegg.com\" passes for every visitor as the site's own, and "
                   "is an address of \"Crazy Egg\" (/site/first_party/0)"));
  BOOST_TEST(holds(with_own("*.facebook.com"), "error: "));
  BOOST_TEST(holds(with_own("fonts.googleapis.com"), "warning: "));
}

BOOST_AUTO_TEST_CASE(a_mandatory_third_party_is_pointed_out) {
  const auto with_keys = [](const std::string& keys) {
    return said(requests, {.services = "[" + linted_service("a", "mandatory", keys) + "]"});
  };
  BOOST_TEST(holds(with_keys(R"(, "urls": ["x.test"])"),
                   "warning: \"a\" is mandatory and asks \"x.test\" of every visitor, consent or "
                   "not (/services/0/urls/0)"));
  BOOST_TEST(with_keys(R"(, "paths": ["/own/"])") == "not checked");
}

// ePrivacy 5(3): what a request needs is exempt, for as long as it needs it.
BOOST_AUTO_TEST_CASE(a_mandatory_cookie_of_more_than_half_a_year_is_noted) {
  const auto lasting = [](const std::string& category, const std::string& days) {
    return said("no-storage-before-choice",
                {.services = "[" +
                             linted_service("a", category,
                                            R"(, "cookies": [{ "name": "c", "lifetime_days": )" +
                                                days + " }]") +
                             "]"});
  };
  BOOST_TEST(lasting("mandatory", "182") == "not checked");
  BOOST_TEST(holds(lasting("mandatory", "183"),
                   "note: \"c\" of mandatory \"a\" lasts 183 days (/services/0/cookies/0/name)"));
  BOOST_TEST(lasting("functional", "183") == "not checked");
}

constexpr std::string_view fits = "category-fits";

BOOST_AUTO_TEST_CASE(no_known_service_may_pass_as_mandatory) {
  BOOST_TEST(said(fits, {.services = R"(["google-analytics"])"}) == "passed");
  BOOST_TEST(holds(
      said(fits, {.services = R"([{ "preset": "google-analytics", "category": "mandatory" }])"}),
      "error: \"google-analytics\" is mandatory here, but \"Google Analytics\" is known as "
      "analytical (/services/0)"));
  BOOST_TEST(
      holds(said(fits, {.services = R"([{ "preset": "meta-pixel", "category": "analytical" }])"}),
            "warning: \"meta-pixel\" is analytical here"));
  // A stricter category asks more of the site, not of the visitor.
  BOOST_TEST(
      said(fits,
           {.services = R"([{ "preset": "google-tag-manager", "category": "advertising" }])"}) ==
      "passed");
}

BOOST_AUTO_TEST_CASE(another_name_does_not_hide_a_known_service) {
  const auto with_url = [](const std::string& url) {
    return said(fits, {.services = "[" +
                                   linted_service("own-statistics", "mandatory",
                                                  R"(, "urls": [")" + url + "\"]") +
                                   "]"});
  };
  BOOST_TEST(holds(with_url("region1.google-analytics.com"), "error: \"own-statistics\""));
  BOOST_TEST(with_url("statistics.clinic.test") == "passed");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
