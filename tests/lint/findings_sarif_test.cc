// SPDX-License-Identifier: MIT
#include "core/lint/findings_sarif.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

namespace akkoord {

using nlohmann::json;

BOOST_AUTO_TEST_SUITE(findings_as_sarif)

const LintRule& rule() {
  return *rule_named("no-privacy-shield");
}

json run_of(const Findings& findings) {
  return json::parse(findings_sarif(findings, "0.1.0"))["runs"][0];
}

json result_of(const Finding& finding) {
  return run_of({finding})["results"][0];
}

BOOST_AUTO_TEST_CASE(name_the_program_and_every_rule) {
  const json driver = run_of({})["tool"]["driver"];
  BOOST_TEST(driver["name"] == "akkoord lint");
  BOOST_TEST(driver["version"] == "0.1.0");
  BOOST_TEST(driver["rules"].size() == lint_rules().size());
}

BOOST_AUTO_TEST_CASE(point_at_the_rule_and_the_line) {
  const json result = result_of(
      failed_at(rule(), Severity::warning, {"policies/a b.json", {7, 3}, "/x"}, "seen", "Undo."));
  BOOST_TEST(result["ruleId"] == "no-privacy-shield");
  const json rules = run_of({})["tool"]["driver"]["rules"];
  BOOST_TEST(rules[result["ruleIndex"].get<std::size_t>()]["id"] == "no-privacy-shield");
  BOOST_TEST(result["kind"] == "fail");
  BOOST_TEST(result["level"] == "warning");
  BOOST_TEST(result["message"]["text"] == "seen. Undo.");
  const json place = result["locations"][0]["physicalLocation"];
  BOOST_TEST(place["artifactLocation"]["uri"] == "policies/a%20b.json");
  BOOST_TEST(place["region"] == json::parse(R"({ "startLine": 7, "startColumn": 3 })"));
  BOOST_TEST(result["locations"][0]["logicalLocations"][0]["fullyQualifiedName"] == "/x");
}

BOOST_AUTO_TEST_CASE(point_at_a_page_by_its_address) {
  const json result =
      result_of(failed_on(rule(), Severity::error, "https://a.test/x", "seen", "Undo."));
  BOOST_TEST(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] ==
             "https://a.test/x");
}

// SARIF 2.1.0, 3.27.9 and 3.27.10: what is no failure has no level.
BOOST_AUTO_TEST_CASE(have_no_level_unless_they_fail) {
  for (const Finding& finding : {passed(rule(), "fine"), page_needed(rule())}) {
    const json result = result_of(finding);
    BOOST_TEST(result["level"] == "none");
    BOOST_TEST(!result.contains("locations"));
  }
  BOOST_TEST(result_of(passed(rule(), "fine"))["kind"] == "pass");
  BOOST_TEST(result_of(page_needed(rule()))["kind"] == "open");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
