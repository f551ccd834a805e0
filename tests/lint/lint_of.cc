// SPDX-License-Identifier: MIT
#include "tests/lint/lint_of.h"

#include "core/lint/policy_lint.h"

namespace akkoord::test {

std::string linted_text(const LintedParts& parts) {
  return "{\n  \"id\": \"clinic\",\n  \"revision\": 1,\n  \"site\": " + parts.site +
         ",\n  \"controller\": " + parts.controller +
         ",\n  \"jurisdictions\": " + parts.jurisdictions +
         ",\n  \"languages\": " + parts.languages + ",\n  \"services\": " + parts.services +
         parts.more + "\n}\n";
}

std::string linted_service(std::string_view id, std::string_view category, std::string_view keys) {
  std::string text = R"({ "id": ")";
  text.append(id).append(R"(", "name": "N", "category": ")").append(category);
  text.append("\"");
  if (keys.find("\"provider\"") == std::string_view::npos) {
    text.append(R"(, "provider": { "name": "P", "country": "IE", "notice": "https://p.test/" })");
  }
  if (keys.find("\"purpose\"") == std::string_view::npos) {
    text.append(R"(, "purpose": { "en": "What it does.", "nl": "Wat het doet." })");
  }
  return text.append(keys).append(" }");
}

Findings lint_of(const LintedParts& parts) {
  const Catalogue catalogue = embedded_catalogue();
  const std::string text = linted_text(parts);
  CompileInput input{.policy = {text, "clinic.json"}, .catalogue = catalogue};
  if (parts.lock) input.lock = LockFile{*parts.lock, "clinic.lock.json"};
  return lint_policy(input, open_policy(input));
}

std::string said(std::string_view rule, const LintedParts& parts) {
  std::string text;
  for (const Finding& finding : lint_of(parts)) {
    if (finding.rule->id != rule) continue;
    if (!text.empty()) text += '\n';
    if (finding.verdict == Verdict::passed) {
      text += "passed";
    } else if (finding.verdict == Verdict::not_checked) {
      text += "not checked";
    } else {
      text.append(name_of(finding.severity)).append(": ").append(finding.evidence);
      text.append(" (").append(finding.place.pointer).append(")");
    }
  }
  return text;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace akkoord::test
