// SPDX-License-Identifier: MIT
#include "core/lint/finding.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(findings)

const LintRule& first() {
  return lint_rules()[0];
}
const LintRule& second() {
  return lint_rules()[1];
}

Finding failure(const LintRule& rule, Severity severity = Severity::error) {
  return failed_on(rule, severity, "https://a.test/", "seen", "undo it");
}

BOOST_AUTO_TEST_CASE(are_counted_by_verdict_and_severity) {
  const Findings findings = {failure(first()), failure(first(), Severity::warning),
                             failure(first(), Severity::note), passed(second(), "fine"),
                             page_needed(second())};
  const FindingTotals totals = totals_of(findings);
  BOOST_TEST(totals.errors == 1U);
  BOOST_TEST(totals.warnings == 1U);
  BOOST_TEST(totals.notes == 1U);
  BOOST_TEST(totals.passed == 1U);
  BOOST_TEST(totals.not_checked == 1U);
}

BOOST_AUTO_TEST_CASE(have_errors_only_where_a_failure_is_one) {
  BOOST_TEST(has_errors(Findings{failure(first())}));
  BOOST_TEST(!has_errors(Findings{failure(first(), Severity::warning), passed(second(), "")}));
}

// What a page shows is stronger than that nobody looked, and a failure stronger than anything.
BOOST_AUTO_TEST_CASE(of_policy_and_pages_keep_the_strongest_verdict) {
  const Findings all = merged({page_needed(first()), failure(second())},
                              {passed(first(), "fine"), passed(second(), "fine")});
  BOOST_TEST_REQUIRE(all.size() == 2U);
  BOOST_TEST((all[0].verdict == Verdict::passed));
  BOOST_TEST((all[1].verdict == Verdict::failed));
}

BOOST_AUTO_TEST_CASE(keep_every_failure_and_say_the_rest_once_in_the_order_of_the_rules) {
  const Findings all =
      merged({passed(second(), "a"), failure(first())}, {failure(first()), passed(second(), "b")});
  BOOST_TEST_REQUIRE(all.size() == 3U);
  BOOST_TEST(all[0].rule->number == 1);
  BOOST_TEST(all[1].rule->number == 1);
  BOOST_TEST(all[2].rule->number == 2);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
