// SPDX-License-Identifier: MIT
#include "core/lint/findings_sarif.h"

#include <nlohmann/json.hpp>

namespace akkoord {

namespace {

using Json = nlohmann::ordered_json;

/// A path as a URI reference (RFC 3986): what no path of one has is percent-encoded.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,=@";
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string uri = path.starts_with('/') ? "file://" : "";
  for (const char c : path) {
    if (plain.find(c) != std::string_view::npos) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += digits[byte >> 4U];
    uri += digits[byte & 15U];
  }
  return uri;
}

Json rule_json(const LintRule& rule) {
  return {{"id", rule.id},
          {"shortDescription", {{"text", rule.title}}},
          {"help", {{"text", std::string(rule.title) + ". Source: " + std::string(rule.source)}}},
          {"defaultConfiguration", {{"level", name_of(rule.severity)}}},
          {"properties",
           {{"number", rule.number}, {"source", rule.source}, {"needs", name_of(rule.needs)}}}};
}

/// Where a finding is; null where it is nowhere in particular.
Json location_json(const Finding& finding) {
  if (!finding.page.empty()) {
    return {{"physicalLocation", {{"artifactLocation", {{"uri", finding.page}}}}}};
  }
  if (finding.place.path.empty()) return {};
  Json physical = {{"artifactLocation", {{"uri", uri_of(finding.place.path)}}}};
  const TextPosition& position = finding.place.position;
  if (position.line > 0) {
    physical["region"] = {{"startLine", position.line}, {"startColumn", position.column}};
  }
  Json location = {{"physicalLocation", std::move(physical)}};
  if (!finding.place.pointer.empty()) {
    const Json value = {{"fullyQualifiedName", finding.place.pointer}, {"kind", "value"}};
    location["logicalLocations"] = Json::array({value});
  }
  return location;
}

std::string_view kind_of(Verdict verdict) noexcept {
  switch (verdict) {
    case Verdict::failed:
      return "fail";
    case Verdict::passed:
      return "pass";
    case Verdict::not_checked:
      break;
  }
  return "open";
}

Json result_json(const Finding& finding) {
  std::string text = finding.evidence + ".";
  if (!finding.remedy.empty()) text += " " + finding.remedy;
  Json result = {{"ruleId", finding.rule->id},
                 {"ruleIndex", finding.rule - lint_rules().data()},
                 {"kind", kind_of(finding.verdict)},
                 {"level", finding.verdict == Verdict::failed ? name_of(finding.severity) : "none"},
                 {"message", {{"text", std::move(text)}}}};
  Json location = location_json(finding);
  if (!location.is_null()) result["locations"] = Json::array({std::move(location)});
  return result;
}

}  // namespace

std::string findings_sarif(const Findings& findings, std::string_view version) {
  Json rules = Json::array();
  for (const LintRule& rule : lint_rules()) rules.push_back(rule_json(rule));
  Json results = Json::array();
  for (const Finding& finding : findings) results.push_back(result_json(finding));
  const Json run = {
      {"tool",
       {{"driver", {{"name", "akkoord lint"}, {"version", version}, {"rules", std::move(rules)}}}}},
      {"columnKind", "unicodeCodePoints"},
      {"results", std::move(results)}};
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run})}};
  constexpr int indent = 2;
  return log.dump(indent, ' ', true, Json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
