// SPDX-License-Identifier: MIT
#include <iterator>
#include <string_view>

#include "core/lint/policy_rules.h"

namespace akkoord {

namespace {

/// A part of a message's pointer and one of its words tell the rule behind it.
struct Sign {
  std::string_view pointer_part;
  std::string_view word;
  std::string_view rule;
};

constexpr Sign signs[] = {
    {"/banner/theme", "has a contrast of", "readable"},
    {"/purpose", "has no purpose in", "services-are-described"},
    {"/services/", "missing key \"purpose\"", "services-are-described"},
    {"/services/", "missing key \"provider\"", "services-are-described"},
    {"/cookies/", "lifetime", "services-are-described"},
    {"", "is exempt, but", "exempt-only-where-lawful"},
    {"/transfer", "Privacy Shield", "no-privacy-shield"},
    {"/controller", "", "controller-can-be-reached"},
};

const LintRule& rule_behind(const Diagnostic& diagnostic) noexcept {
  for (const Sign& sign : signs) {
    const bool is_there = diagnostic.pointer.find(sign.pointer_part) != std::string::npos &&
                          (diagnostic.fault.find(sign.word) != std::string::npos ||
                           diagnostic.remedy.find(sign.word) != std::string::npos);
    if (is_there) return *rule_named(sign.rule);
  }
  return *rule_named("policy-compiles");
}

}  // namespace

Findings compile_failures(const Diagnostics& diagnostics) {
  Findings findings;
  for (const Diagnostic& one : diagnostics) {
    if (one.severity != Severity::error) continue;
    findings.push_back(failed_at(rule_behind(one), Severity::error,
                                 {one.path, {one.line, one.column}, one.pointer}, one.fault,
                                 one.remedy));
  }
  return findings;
}

}  // namespace akkoord
