// SPDX-License-Identifier: MIT
#include "core/lint/policy_lint.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "core/compile/preset.h"
#include "core/compile/read.h"
#include "core/compile/schema.h"
#include "core/lint/policy_rules.h"

namespace akkoord {

namespace {

constexpr std::string_view correct = "Correct the errors, then lint again.";

/// All presets as services.
std::vector<PolicyService> known_services(const Catalogue& catalogue) {
  std::vector<JsonValue> presets;
  Diagnostics ignored;
  for (const CatalogueFile& file : catalogue.presets) {
    std::optional<JsonValue> preset = read_json(file.text, file.id, ignored);
    if (preset) presets.push_back(std::move(*preset));
  }
  return policy_from_json(JsonValue{}, presets).services;
}

/// Whether a failure of the same rule stands at the same place already.
bool is_told(const Finding& failure, const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(), [&failure](const Finding& one) {
    return one.verdict == Verdict::failed && one.rule == failure.rule &&
           one.place.path == failure.place.path && one.place.position == failure.place.position;
  });
}

bool is_found(const LintRule& rule, const Findings& findings) {
  return std::any_of(findings.begin(), findings.end(),
                     [&rule](const Finding& one) { return one.rule == &rule; });
}

/// The compiler's errors, and for every rule that nobody judged that it was not checked.
Findings completed(Findings judged, const Diagnostics& diagnostics) {
  Findings failures = compile_failures(diagnostics);
  const bool hides_something =
      std::any_of(failures.begin(), failures.end(),
                  [](const Finding& one) { return one.rule->id == "policy-compiles"; });
  if (hides_something) {
    // What an error hides was not looked at: nothing that passed may be taken as passed.
    for (Finding& one : judged) {
      if (one.verdict == Verdict::passed) {
        one = not_checked(*one.rule, "the policy has errors", std::string(correct));
      }
    }
  }
  for (Finding& failure : failures) {
    if (!is_told(failure, judged)) judged.push_back(std::move(failure));
  }
  Findings rest;
  for (const LintRule& rule : lint_rules()) {
    if (is_found(rule, judged)) continue;
    if (rule.id == "policy-compiles") {
      rest.push_back(passed(rule, "the compiler has no error to report"));
    } else if (rule.needs == RuleNeeds::page) {
      rest.push_back(page_needed(rule));
    } else {
      rest.push_back(not_checked(rule, "the policy can't be read", std::string(correct)));
    }
  }
  return merged(std::move(judged), std::move(rest));
}

void judge_all(const LintSubject& subject, Findings& findings) {
  judge_before_choice(subject, findings);
  judge_loaders(subject, findings);
  judge_categories(subject, findings);
  judge_exemptions(subject, findings);
  judge_lifetimes(subject, findings);
  judge_wording(subject, findings);
  judge_languages(subject, findings);
  judge_transfers(subject, findings);
  judge_information(subject, findings);
  judge_sensitive_pages(subject, findings);
  judge_revision(subject, findings);
}

}  // namespace

Findings lint_policy(const CompileInput& input, const OpenedPolicy& opened) {
  Diagnostics ignored;  // open_policy() has said it all
  const std::optional<JsonValue> schema_root =
      read_json(input.catalogue.schema, "policy.schema.json", ignored);
  const std::optional<JsonValue> written = read_json(input.policy.text, input.policy.path, ignored);
  Findings findings;
  if (schema_root && written && written->kind == JsonKind::object) {
    const Schema schema(*schema_root);
    const std::vector<JsonValue> services =
        expand_services(*written, input.catalogue, schema, ignored);
    // Hosts of staging are not judged: presets know vendors by their own.
    const Policy policy = policy_from_json(*written, services);
    const std::vector<PolicyService> known = known_services(input.catalogue);
    const Wording wording(input.catalogue.wording);
    judge_all({policy, *written, known, wording, input.lock}, findings);
  }
  return completed(std::move(findings), opened.diagnostics);
}

}  // namespace akkoord
