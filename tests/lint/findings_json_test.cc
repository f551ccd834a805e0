// SPDX-License-Identifier: MIT
#include "core/lint/findings_json.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>

namespace akkoord {

using nlohmann::json;

BOOST_AUTO_TEST_SUITE(findings_as_json)

const LintRule& rule() {
  return *rule_named("no-privacy-shield");
}

BOOST_AUTO_TEST_CASE(name_rule_place_evidence_and_remedy) {
  const Findings findings = {
      failed_at(rule(), Severity::error, {"a.json", {7, 3}, "/x"}, "seen \"so\"", "undo it")};
  const json one = json::parse(findings_json(findings))["findings"][0];
  BOOST_TEST(one == json::parse(R"({
    "rule": "no-privacy-shield", "number": 31, "title": "No transfer rests on the Privacy Shield",
    "source": "CJEU C-311/18 (Schrems II), 16 July 2020", "needs": "policy", "verdict": "failed",
    "severity": "error", "path": "a.json", "line": 7, "column": 3, "pointer": "/x", "page": null,
    "evidence": "seen \"so\"", "remedy": "undo it" })"));
}

BOOST_AUTO_TEST_CASE(leave_out_what_there_is_not) {
  const json one = json::parse(findings_json({passed(rule(), "fine")}))["findings"][0];
  for (const char* key : {"severity", "path", "line", "column", "pointer", "page"}) {
    BOOST_TEST(one[key].is_null(), key);
  }
}

BOOST_AUTO_TEST_CASE(are_counted_and_fine_without_errors) {
  const json fine = json::parse(findings_json(
      {failed_on(rule(), Severity::warning, "https://a.test/", "w", ""), passed(rule(), "p")}));
  BOOST_TEST(fine["ok"] == true);
  BOOST_TEST(fine["warnings"] == 1);
  BOOST_TEST(fine["passed"] == 1);
  const json bad =
      json::parse(findings_json({failed_on(rule(), Severity::error, "https://a.test/", "e", "")}));
  BOOST_TEST(bad["ok"] == false);
  BOOST_TEST(bad["errors"] == 1);
}

// Text of others may hold anything; the report stays ASCII and valid.
BOOST_AUTO_TEST_CASE(survive_bytes_that_are_no_text) {
  const std::string text = findings_json({passed(rule(), "\xFF\x1B \u00e9")});
  BOOST_TEST(json::accept(text));
  for (const char c : text) BOOST_TEST_REQUIRE(static_cast<unsigned char>(c) < 0x80);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
