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

// CJEU C-311/18 (Schrems II), 16 July 2020.
BOOST_AUTO_TEST_CASE(refuses_a_transfer_that_rests_on_the_privacy_shield) {
  const auto with_basis = [](const std::string& basis) {
    return said_about(policy_text(
        {.services = "[" +
                     service_text("a", "social", R"(, "transfer": { "basis": ")" + basis + "\" }") +
                     "]"}));
  };
  BOOST_TEST(with_basis("scc") == "");
  BOOST_TEST(holds(with_basis("privacy-shield"),
                   "error: a transfer of \"a\" rests on the Privacy Shield, which the Court struck "
                   "down on 16 July 2020 (CJEU C-311/18) (/services/0/transfer/basis)"));
}

BOOST_AUTO_TEST_CASE(warns_of_mandatory_third_parties) {
  const auto with_keys = [](const std::string& keys) {
    return said_about(policy_text({.services = "[" + service_text("a", "mandatory", keys) + "]"}));
  };
  BOOST_TEST(holds(with_keys(R"(, "urls": ["x.test"])"),
                   "warning: \"a\" is mandatory and asks \"x.test\" of every visitor"));
  BOOST_TEST(with_keys(R"(, "paths": ["/own/"])") == "");
}

std::string with_service(const std::string& keys) {
  return said_about(policy_text({.services = "[" + service_text("a", "social", keys) + "]"}));
}

BOOST_AUTO_TEST_CASE(wants_an_address_for_what_a_placeholder_shows) {
  BOOST_TEST(with_service(R"(, "embed": "placeholder", "urls": ["a.test"])") == "");
  BOOST_TEST(with_service(R"(, "embed": "none")") == "");
  BOOST_TEST(
      holds(with_service(R"(, "embed": "placeholder", "paths": ["/p/"])"),
            "error: \"a\" has a placeholder, but no address of a third party in its \"urls\" "
            "that could be shown (/services/0)\n    List in \"urls\" what its frames"));
}

BOOST_AUTO_TEST_CASE(wants_elements_with_a_placeholder_and_of_one_service) {
  BOOST_TEST(with_service(R"(, "urls": ["a.test"], "embed": "placeholder",)"
                          R"( "embed_elements": [".a", "my-map"])") == "");
  // A site that wants no placeholder need not take the preset's elements out.
  BOOST_TEST(with_service(R"(, "embed": "none", "embed_elements": [".a"])") == "");
  BOOST_TEST(holds(with_service(R"(, "embed_elements": [".a"])"),
                   "\"embed_elements\" of \"a\" does nothing without \"embed\" "
                   "(/services/0/embed_elements/0)"));
  const auto embed = [](std::string_view id) {
    return service_text(id, "social",
                        R"(, "urls": [")" + std::string(id) +
                            R"(.test"], "embed": "placeholder", "embed_elements": [".x"])");
  };
  BOOST_TEST(holds(said_about(policy_text({.services = "[" + embed("a") + "," + embed("b") + "]"})),
                   "the elements \".x\" are claimed by \"a\" and \"b\" "
                   "(/services/1/embed_elements/0)"));
}

BOOST_AUTO_TEST_CASE(takes_selectors_of_one_element_alone) {
  const auto is_taken = [](const std::string& selector) {
    return with_service(R"(, "urls": ["a.test"], "embed": "placeholder", "embed_elements": [")" +
                        selector + "\"]") == "";
  };
  for (const char* good : {".fb-page", "blockquote.instagram-media", "my-map", "a[data-pin-do]",
                           "[data-x=\\\"a b/c?d\\\"]", ".a.b[c][d=\\\"\\\"]"}) {
    BOOST_TEST(is_taken(good), good);
  }
  for (const char* bad :
       {"",    "div",  "*",       ".a, .b", ".a .b",         ".a>.b",    "#a", ".a:hover",
        ".1",  ".-a",  "[a='b']", "[a=b]",  "[a=\\\"<\\\"]", "[a=\\\"b", "[a", "[]",
        "A.b", "a-.b", ".a\\\\",  ".a;"}) {
    BOOST_TEST(!is_taken(bad), bad);
  }
}

BOOST_AUTO_TEST_CASE(warns_of_places_of_cookies_that_can_not_be_reached) {
  const auto with_cookie = [](const std::string& keys) {
    return with_service(R"(, "cookies": [{ "name": "c", "lifetime": "session")" + keys + "}]");
  };
  BOOST_TEST(with_cookie(R"(, "path": "/shop/", "http_only": true)") == "");
  BOOST_TEST(holds(with_cookie(R"(, "host": "x.test", "path": "/shop/")"),
                   "warning: \"c\" lives on \"x.test\": its path and"));
  BOOST_TEST(holds(with_cookie(R"(, "host": "x.test", "http_only": true)"), "warning: \"c\""));
}

BOOST_AUTO_TEST_CASE(warns_where_nothing_is_held) {
  BOOST_TEST(said_about(policy_text({.more = R"(, "enforcement": "enforce")"})) == "");
  BOOST_TEST(holds(said_about(policy_text({.more = R"(, "enforcement": "observe")"})),
                   "warning: \"enforcement\" is \"observe\": nothing is held, whatever a visitor "
                   "chooses (/enforcement)"));
}

BOOST_AUTO_TEST_CASE(wants_routes_of_grants_that_are_paths) {
  const auto with_grant = [](const std::string& on_grant) {
    return said_about(policy_text({.more = ", \"on_grant\": " + on_grant}));
  };
  BOOST_TEST(with_grant(R"("next-page")") == "");
  BOOST_TEST(with_grant(R"({ "default": "reload", "routes": { "/book/": "next-page" } })") == "");
  BOOST_TEST(holds(with_grant("\"later\""), "\"on_grant\" can't be \"later\""));
  BOOST_TEST(holds(with_grant(R"({ "default": "reload", "routes": { "book": "reload" } })"),
                   "\"book\" is no path of the site (/on_grant/routes/book)"));
  BOOST_TEST(holds(with_grant(R"({ "default": "reload", "routes": { "/b": "x" } })"),
                   "can't be \"x\" (/on_grant/routes/~1b)"));
  BOOST_TEST(holds(with_grant(R"({ "default": "reload", "routes":)"
                              R"( { "/a": "reload", "/b": "reload", "/c": "reload",)"
                              R"( "/d": "reload" } })"),
                   "\"routes\" has 4 entries, more than 3"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
