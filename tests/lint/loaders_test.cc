// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "core/compile/catalogue.h"
#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(loaders)

constexpr std::string_view alone = "loader-covers-itself-alone";

BOOST_AUTO_TEST_CASE(are_granted_for_themselves_alone) {
  BOOST_TEST(said(alone, {.services = R"(["google-tag-manager", "google-ads"])"}) == "passed");
}

// GDPR 4(11), recital 32: analytics consent to Tag Manager is none to the advertising it loads.
BOOST_AUTO_TEST_CASE(may_not_admit_the_tags_that_they_load) {
  const std::string loader =
      linted_service("tags", "analytical",
                     R"(, "urls": ["www.googletagmanager.com", "googleads.g.doubleclick.net"])");
  const std::string text = said(alone, {.services = "[" + loader + "]"});
  BOOST_TEST(holds(text,
                   "error: whoever grants \"tags\" (analytical) lets \"Google Ads\" through "
                   "too: \"googleads.g.doubleclick.net\" admits it (/services/0/urls/1)"));
}

// What the policy declares too is withheld until it is granted itself (core/compile/overlap.h).
BOOST_AUTO_TEST_CASE(may_overlap_what_waits_for_its_own_grant) {
  const std::string loader =
      linted_service("tags", "analytical",
                     R"(, "urls": ["www.googletagmanager.com/gtm.js", "*.g.doubleclick.net"])");
  BOOST_TEST(holds(said(alone, {.services = "[" + loader + "]"}), "error: whoever grants"));
  BOOST_TEST(said(alone, {.services = "[" + loader + R"(, "google-ads", "doubleclick"])"}) ==
             "passed");
}

BOOST_AUTO_TEST_CASE(warn_where_any_service_lets_an_undeclared_one_through) {
  const std::string social =
      linted_service("social-page", "social", R"(, "urls": ["www.facebook.com"])");
  BOOST_TEST(holds(said(alone, {.services = "[" + social + "]"}), "warning: whoever grants"));
  BOOST_TEST(said(alone, {.services = R"(["facebook-plugins"])"}) == "passed");
}

BOOST_AUTO_TEST_CASE(may_not_run_for_every_visitor) {
  BOOST_TEST(holds(
      said(alone, {.services = R"([{ "preset": "google-tag-manager", "category": "mandatory" }])"}),
      "error: \"google-tag-manager\" loads other vendors' tags and runs for every visitor, as "
      "\"mandatory\" (/services/0)"));
}

BOOST_AUTO_TEST_CASE(are_noted_where_nothing_is_declared_that_they_load) {
  BOOST_TEST(holds(said(alone, {.services = R"(["google-tag-manager"])"}),
                   "note: \"google-tag-manager\" is granted for itself alone"));
}

// No preset may let another through: each names hosts and paths of its own.
BOOST_AUTO_TEST_CASE(are_the_only_presets_that_load_others) {
  for (const CatalogueFile& preset : embedded_catalogue().presets) {
    if (preset.id == "google-tag-manager") continue;
    BOOST_TEST(said(alone, {.services = "[\"" + std::string(preset.id) + "\"]"}) == "passed",
               preset.id);
  }
}

constexpr std::string_view held = "held-without-an-api";

BOOST_AUTO_TEST_CASE(of_vendors_without_a_signal_are_held) {
  BOOST_TEST(said(held, {.services = R"(["linkedin-insight", "crazy-egg", "x-pixel"])"}) ==
             "passed");
  BOOST_TEST(holds(
      said(held, {.services = R"([{ "preset": "crazy-egg", "basis": { "exempt": "a law" } }])"}),
      "error: \"crazy-egg\" can't be told of a refusal, and nothing holds its load (/services/0)"));
  BOOST_TEST(holds(said(held, {.services = R"([{ "preset": "x-pixel",
                    "urls": [{ "pattern": "static.ads-twitter.com", "shared": "why" }] }])"}),
                   "warning: \"x-pixel\" can't be told of a refusal, and a shared address"));
}

BOOST_AUTO_TEST_CASE(of_embeds_leave_a_placeholder) {
  BOOST_TEST(said(held, {.services = R"(["youtube"])"}) == "passed");
  BOOST_TEST(holds(said(held, {.services = R"([{ "preset": "youtube", "embed": "none" }])"}),
                   "note: \"youtube\" shows embeds, and nothing stands in place"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
