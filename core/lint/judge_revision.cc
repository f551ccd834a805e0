// SPDX-License-Identifier: MIT
#include <optional>
#include <string>

#include "core/compile/quoted.h"
#include "core/compile/read.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

/// A purpose under the same revision that reads otherwise: better words, or more that is asked.
void judge_words(const LintSubject& subject, RuleReport& report) {
  Diagnostics ignored;
  const std::optional<JsonValue> lock =
      read_json(subject.lock->text, subject.lock->path, ignored, max_lock_bytes);
  if (!lock || subject.policy.languages.empty()) return;
  const JsonValue* services =
      value_at(*lock, "revisions/" + std::to_string(subject.policy.revision) + "/services");
  if (services == nullptr) return;
  for (const PolicyService& service : subject.policy.services) {
    const JsonValue* before = services->find(service.id);
    if (before == nullptr || text_at(*before, "purpose").empty() ||
        text_at(*before, "purpose") == service.purpose_in(subject.policy.languages[0].text)) {
      continue;
    }
    report.fail(Severity::note, service.purpose_place,
                "the purpose of " + in_quotes(service.id) +
                    " was worded otherwise under revision " +
                    std::to_string(subject.policy.revision),
                "Nothing to do where it says the same; a further purpose needs a new revision.");
  }
}

}  // namespace

void judge_revision(const LintSubject& subject, Findings& findings) {
  RuleReport report("more-is-a-new-revision", findings);
  if (!subject.lock) {
    report.end_open("there is no lock file: nobody knows what visitors were asked before",
                    "Compile the policy, keep its .lock.json beside it and in version control.");
    return;
  }
  Diagnostics diagnostics;
  static_cast<void>(write_lock(subject.policy, subject.lock, {}, diagnostics));
  for (const Diagnostic& one : diagnostics) {
    if (one.severity != Severity::error) continue;
    report.fail(Severity::error, {one.path, {one.line, one.column}, one.pointer}, one.fault,
                one.remedy);
  }
  if (!report.has_failed()) judge_words(subject, report);
  report.end("revision " + std::to_string(subject.policy.revision) +
             " asks for no more than its lock says");
}

}  // namespace akkoord
