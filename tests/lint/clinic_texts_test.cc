// SPDX-License-Identifier: MIT
//
// What clinics' published texts say of their sites, put into policies as they say it: the lint must
// find what is wrong with each. The policies that we ship follow the law instead.
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::LintedParts;
using test::said;

BOOST_AUTO_TEST_SUITE(of_clinics_texts)

// One "Ok", browsing on as consent, Tag Manager with all that it loads, a cookie without purpose.
LintedParts two_pass() {
  return {.jurisdictions = R"(["BE"])",
          .languages = R"(["en", "nl", "fr"])",
          .services = R"([
            { "preset": "google-tag-manager", "category": "analytical",
              "urls": ["www.googletagmanager.com", "googleads.g.doubleclick.net"] },
            { "id": "contact-id", "name": "ContactId", "category": "mandatory",
              "provider": { "name": "2pass", "country": "BE" },
              "purpose": { "en": "W.", "nl": "W!", "fr": "W?" }, "cookies": [{ "name": "ContactId" }] },
            "crazy-egg", "meta-pixel"])",
          .more = R"(, "banner": { "text": { "en": { "accept_all": "Ok", "reject_all": "More info",
            "body": "We use cookies. By continuing to use this site you agree." } } })"};
}

BOOST_AUTO_TEST_CASE(one_ok_and_browsing_on_is_no_consent) {
  BOOST_TEST(holds(said("reject-beside-accept", two_pass()), "error: \"reject_all\" in \"en\""));
  BOOST_TEST(holds(said("no-implied-consent", two_pass()), "error: \"body\" in \"en\""));
  BOOST_TEST(holds(said("first-layer-informs", two_pass()), "does not say who asks"));
}

BOOST_AUTO_TEST_CASE(a_loader_lets_no_advertising_through) {
  BOOST_TEST(
      holds(said("loader-covers-itself-alone", two_pass()),
            "error: whoever grants \"google-tag-manager\" (analytical) lets \"Google Ads\""));
}

BOOST_AUTO_TEST_CASE(a_cookie_needs_a_lifetime) {
  BOOST_TEST(holds(said("services-are-described", two_pass()), "(/services/1/cookies/0"));
}

BOOST_AUTO_TEST_CASE(health_is_told_by_the_pages_of_a_clinic) {
  BOOST_TEST(holds(said("sensitive-pages-are-spared", two_pass()), "no route is called sensitive"));
}

// Analytics without consent that also steer campaigns, social code without consent, the browser as
// the only refusal, the Privacy Shield.
LintedParts cosmetic_clinics() {
  return {.jurisdictions = R"(["NL"])",
          .languages = R"(["nl"])",
          .services = R"json([
            { "preset": "google-analytics", "basis": { "exempt": "Telecommunicatiewet 11.7a(3)(b)" },
              "transfer": { "basis": "privacy-shield", "countries": ["US"] },
              "purpose": { "nl": "Telt bezoeken, ook om advertentiecampagnes te optimaliseren." } },
            { "preset": "facebook-plugins", "basis": { "exempt": "Telecommunicatiewet 11.7a(3)(b)" } }])json",
          .more = R"(, "banner": { "text": { "nl": {
            "body": "Wij plaatsen cookies. U kunt ze in uw browserinstellingen uitschakelen." } } })"};
}

BOOST_AUTO_TEST_CASE(statistics_for_campaigns_are_not_exempt) {
  const std::string text = said("exempt-only-where-lawful", cosmetic_clinics());
  BOOST_TEST(holds(text, "speaks of \"advertentiecampagnes\", which no exemption covers"));
  BOOST_TEST(holds(text, "error: \"facebook-plugins\" is exempt, but no country exempts social"));
}

BOOST_AUTO_TEST_CASE(the_privacy_shield_supports_nothing) {
  BOOST_TEST(holds(said("no-privacy-shield", cosmetic_clinics()), "error: a transfer of"));
}

BOOST_AUTO_TEST_CASE(the_browsers_settings_are_no_refusal) {
  BOOST_TEST(holds(said("reject-beside-accept", cosmetic_clinics()),
                   "warning: \"body\" in \"nl\" says \"browserinstellingen\""));
}

// One policy for three countries: what France may exempt, Belgium and Luxembourg do not.
BOOST_AUTO_TEST_CASE(the_strictest_of_several_countries_counts) {
  const std::string text = said(
      "exempt-only-where-lawful",
      {.jurisdictions = R"(["FR", "BE", "LU"])",
       .languages = R"(["fr", "nl"])",
       .services = R"([{ "preset": "matomo-cloud", "basis": { "exempt": "CNIL 2020-091" } }])"});
  BOOST_TEST(holds(text, "error: \"matomo-cloud\" counts visits without consent, but BE"));
  BOOST_TEST(holds(text, "error: \"matomo-cloud\" counts visits without consent, but LU"));
}

// The minimal install: nothing is declared, so all is held and nothing is asked.
BOOST_AUTO_TEST_CASE(no_declaration_at_all_is_noted) {
  BOOST_TEST(holds(said("services-are-described", {.jurisdictions = R"(["NL"])"}),
                   "note: no service is declared"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
