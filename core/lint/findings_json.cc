// SPDX-License-Identifier: MIT
#include "core/lint/findings_json.h"

#include <nlohmann/json.hpp>

namespace akkoord {

namespace {

using Json = nlohmann::ordered_json;

Json finding_json(const Finding& finding) {
  const LintRule& rule = *finding.rule;
  const bool in_file = !finding.place.path.empty();
  const bool has_line = in_file && finding.place.position.line > 0;
  return {
      {"rule", rule.id},
      {"number", rule.number},
      {"title", rule.title},
      {"source", rule.source},
      {"needs", name_of(rule.needs)},
      {"verdict", name_of(finding.verdict)},
      {"severity", finding.verdict == Verdict::failed ? Json(name_of(finding.severity)) : Json()},
      {"path", in_file ? Json(finding.place.path) : Json()},
      {"line", has_line ? Json(finding.place.position.line) : Json()},
      {"column", has_line ? Json(finding.place.position.column) : Json()},
      {"pointer", in_file ? Json(finding.place.pointer) : Json()},
      {"page", finding.page.empty() ? Json() : Json(finding.page)},
      {"evidence", finding.evidence},
      {"remedy", finding.remedy}};
}

}  // namespace

std::string findings_json(const Findings& findings) {
  const FindingTotals totals = totals_of(findings);
  Json json = {{"ok", totals.errors == 0},    {"errors", totals.errors},
               {"warnings", totals.warnings}, {"notes", totals.notes},
               {"passed", totals.passed},     {"not_checked", totals.not_checked},
               {"findings", Json::array()}};
  for (const Finding& finding : findings) json["findings"].push_back(finding_json(finding));
  constexpr int indent = 2;
  return json.dump(indent, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
