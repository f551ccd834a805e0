// SPDX-License-Identifier: MIT
#include "core/lint/policy_lint.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::lint_of;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(lint)

constexpr std::string_view lock =
    R"({ "policy": "clinic", "revisions": { "1": { "services": { "own": { "category": "functional",
      "provider": "P", "country": "IE", "purpose": "What it does." } } } } })";

test::LintedParts plain() {
  return {.services = "[" + linted_service("own", "functional", R"(, "paths": ["/own/"])") + "]",
          .lock = std::string(lock)};
}

BOOST_AUTO_TEST_CASE(says_something_of_every_rule_in_their_order) {
  const Findings findings = lint_of(plain());
  BOOST_TEST(std::is_sorted(
      findings.begin(), findings.end(),
      [](const Finding& a, const Finding& b) { return a.rule->number < b.rule->number; }));
  for (const LintRule& rule : lint_rules()) {
    const bool is_there = std::any_of(
        findings.begin(), findings.end(),
        [&rule](const Finding& one) { return one.rule == &rule && !one.evidence.empty(); });
    BOOST_TEST(is_there, rule.id);
  }
}

BOOST_AUTO_TEST_CASE(finds_nothing_against_a_plain_policy) {
  for (const Finding& finding : lint_of(plain())) {
    BOOST_TEST((finding.verdict != Verdict::failed), finding.rule->id << ": " << finding.evidence);
    const bool by_policy = finding.rule->needs == RuleNeeds::policy;
    BOOST_TEST((finding.verdict == Verdict::passed) == by_policy, finding.rule->id);
  }
}

// The law is one thing, the right spelling another: both are said, each under its rule.
BOOST_AUTO_TEST_CASE(puts_an_error_of_the_compiler_under_the_rule_behind_it) {
  const std::string red = R"(, "banner": { "theme": { "accent": "#ffffff" } })";
  BOOST_TEST(holds(said("readable", {.more = red}), "error: \"accent_text\" #ffffff on"));
  BOOST_TEST(said("readable", {}) == "not checked");
  BOOST_TEST(
      holds(said("services-are-described",
                 {.languages = R"(["en", "nl"])",
                  .services =
                      "[" + linted_service("a", "social", R"(, "purpose": { "en": "W." })") + "]"}),
            "error: \"a\" has no purpose in \"nl\""));
  BOOST_TEST(holds(
      said("services-are-described",
           {.services =
                "[" + linted_service("a", "social", R"(, "cookies": [{ "name": "c" }])") + "]"}),
      "error: "));
  BOOST_TEST(holds(said("policy-compiles", {.more = ", \"sensitive\": []"}),
                   "error: unknown key \"sensitive\""));
  BOOST_TEST(said("policy-compiles", {}) == "passed");
}

// An unknown preset is left out: what it does was not judged.
BOOST_AUTO_TEST_CASE(takes_nothing_for_passed_that_an_error_may_hide) {
  BOOST_TEST(said("loader-covers-itself-alone", {.services = R"(["no-such-preset"])"}) ==
             "not checked");
  BOOST_TEST(said("loader-covers-itself-alone", {}) == "passed");
}

BOOST_AUTO_TEST_CASE(survives_what_is_no_policy) {
  const Catalogue catalogue = embedded_catalogue();
  for (const std::string_view text : {"", "{", "[]", "null", "{}", R"({"services": 5})",
                                      R"({"services": [{}, [], null, "x"], "banner": []})"}) {
    const CompileInput input{.policy = {text, "clinic.json"}, .catalogue = catalogue};
    const Findings findings = lint_policy(input, open_policy(input));
    BOOST_TEST(has_errors(findings), text);
    const FindingTotals totals = totals_of(findings);
    BOOST_TEST(totals.passed == 0U, text);
  }
}

// A lint reports what it saw; it certifies nothing.
BOOST_AUTO_TEST_CASE(never_says_that_a_site_is_lawful) {
  for (const Finding& finding : lint_of(plain())) {
    for (const std::string_view word : {"ompliant", "ompliance", "conform"}) {
      BOOST_TEST(!holds(finding.evidence, word));
      BOOST_TEST(!holds(finding.remedy, word));
      BOOST_TEST(!holds(finding.rule->title, word));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
