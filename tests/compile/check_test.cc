// SPDX-License-Identifier: MIT
#include "core/compile/check.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::policy_text;
using test::said_about;
using test::service_text;

BOOST_AUTO_TEST_SUITE(checking)

std::string with_domain(const std::string& domain) {
  return said_about(policy_text({.site = R"({ "hosts": ["www.clinic.test", "clinic.test"],)"
                                         R"( "cookie_domain": ")" +
                                         domain + "\" }"}));
}

BOOST_AUTO_TEST_CASE(wants_a_cookie_domain_that_every_host_ends_in) {
  BOOST_TEST(with_domain("clinic.test") == "");
  BOOST_TEST(
      holds(with_domain("www.clinic.test"), "does not cover the site's host \"clinic.test\""));
  BOOST_TEST(holds(with_domain("inic.test"), "does not cover the site's host \"www.clinic.test\""));
}

BOOST_AUTO_TEST_CASE(wants_seven_different_record_names) {
  BOOST_TEST(holds(
      said_about(policy_text({.more = R"(, "records": { "names": { "ga": "c", "ma": "c" } })"})),
      "two records are called \"c\" (/records/names/ma)"));
  BOOST_TEST(holds(said_about(policy_text({.more = R"(, "records": { "prefix": "a b" })"})),
                   "\"a b\" is no beginning of a cookie name"));
}

BOOST_AUTO_TEST_CASE(wants_a_purpose_in_every_language) {
  const std::string said = said_about(policy_text(
      {.languages = R"(["en", "nl"])", .services = "[" + service_text("a", "social") + "]"}));
  BOOST_TEST(holds(said, "error: \"a\" has no purpose in \"nl\" (/services/0/purpose)"));
  BOOST_TEST(!holds(said, "in \"en\""));
}

// A purpose that is no object is one error, not one for each language besides.
BOOST_AUTO_TEST_CASE(says_nothing_of_what_follows_from_a_wrong_type) {
  std::string service = service_text("a", "social");
  service.replace(service.find("{ \"en\""), 14, "5");
  const std::string said = said_about(policy_text({.services = "[" + service + "]"}));
  BOOST_TEST(holds(said, "\"purpose\" must be an object"));
  BOOST_TEST(!holds(said, "has no purpose"));
}

std::string with_exemption(const std::string& category, const std::string& country) {
  return said_about(policy_text(
      {.services = "[" + service_text("a", category, R"(, "basis": { "exempt": "a law" })") + "]",
       .more = R"(, "jurisdictions": [")" + country + "\"]"}));
}

// Belgium and Luxembourg exempt no analytics; France and the Netherlands some.
BOOST_AUTO_TEST_CASE(warns_of_exempt_analytics_where_no_law_exempts_them) {
  BOOST_TEST(with_exemption("analytical", "FR") == "");
  BOOST_TEST(holds(with_exemption("analytical", "BE"), "warning: \"a\" is exempt, but \"BE\""));
  BOOST_TEST(holds(with_exemption("analytical", "LU"), "warning: \"a\" is exempt, but \"LU\""));
}

BOOST_AUTO_TEST_CASE(refuses_exempt_advertising_and_social_media) {
  BOOST_TEST(holds(with_exemption("advertising", "FR"), "error: \"a\" is exempt, but no country"));
  BOOST_TEST(holds(with_exemption("social", "FR"), "error: \"a\" is exempt, but no country"));
  BOOST_TEST(with_exemption("functional", "FR") == "");
}

BOOST_AUTO_TEST_CASE(warns_of_mandatory_third_parties) {
  const auto with_keys = [](const std::string& keys) {
    return said_about(policy_text({.services = "[" + service_text("a", "mandatory", keys) + "]"}));
  };
  BOOST_TEST(holds(with_keys(R"(, "urls": ["x.test"])"),
                   "warning: \"a\" is mandatory and asks \"x.test\" of every visitor"));
  BOOST_TEST(with_keys(R"(, "paths": ["/own/"])") == "");
}

BOOST_AUTO_TEST_CASE(wants_a_contrast_of_4_5) {
  const auto with_theme = [](const std::string& theme) {
    return said_about(policy_text({.more = ", \"banner\": { \"theme\": { " + theme + " } }"}));
  };
  BOOST_TEST(with_theme(R"("accent": "#767676")") == "");  // on it the default, white
  BOOST_TEST(holds(with_theme(R"("accent": "#777777")"),
                   "\"accent_text\" #ffffff on \"accent\" #777777 has a contrast of 4.47:1, below "
                   "4.5:1 (WCAG 1.4.3) (/banner/theme/accent)"));
  BOOST_TEST(holds(with_theme(R"("text": "#aaaaaa")"), "has a contrast of 2.32:1"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
