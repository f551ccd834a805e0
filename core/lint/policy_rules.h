// SPDX-License-Identifier: MIT
//
// The rules as functions, a file a subject. Each ends every rule that it names with one finding at
// least; rules that nobody names here need a page.
#pragma once

#include "core/compile/diagnostic.h"
#include "core/lint/finding.h"
#include "core/lint/lint_subject.h"

namespace akkoord {

/// What passes before a choice: no-request-before-choice, no-storage-before-choice.
void judge_before_choice(const LintSubject& subject, Findings& findings);

/// What a service may let through of others: loader-covers-itself-alone, held-without-an-api.
void judge_loaders(const LintSubject& subject, Findings& findings);

/// What category a service is in: category-fits.
void judge_categories(const LintSubject& subject, Findings& findings);

/// What runs without consent: exempt-only-where-lawful, no-legitimate-interest.
void judge_exemptions(const LintSubject& subject, Findings& findings);

/// How long choices last, and what a withdrawal can't delete: choices-last-alike,
/// withdrawal-works.
void judge_lifetimes(const LintSubject& subject, Findings& findings);

/// What the policy's own texts say: reject-beside-accept, equal-emphasis, no-implied-consent,
/// no-cookie-wall, first-layer-informs, neutral-wording.
void judge_wording(const LintSubject& subject, Findings& findings);

/// In which languages: speaks-the-page-language, official-languages.
void judge_languages(const LintSubject& subject, Findings& findings);

/// Where data goes: no-privacy-shield, transfers-have-a-basis.
void judge_transfers(const LintSubject& subject, Findings& findings);

/// What visitors are told: controller-can-be-reached, services-are-described.
void judge_information(const LintSubject& subject, Findings& findings);

/// Pages that tell of health: sensitive-pages-are-spared.
void judge_sensitive_pages(const LintSubject& subject, Findings& findings);

/// What was asked before: more-is-a-new-revision.
void judge_revision(const LintSubject& subject, Findings& findings);

/// The compiler's errors, each under the rule that it breaks: policy-compiles where there is no
/// other.
[[nodiscard]] Findings compile_failures(const Diagnostics& diagnostics);

}  // namespace akkoord
