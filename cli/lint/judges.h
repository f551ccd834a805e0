// SPDX-License-Identifier: MIT
//
// One function for each group of rules that need pages: what visits showed in, findings out. No
// I/O and no clock. Where visits did not come about, a rule is not checked.
#pragma once

#include <optional>
#include <string>

#include "cli/lint/site_visits.h"
#include "core/compile/policy.h"
#include "core/lint/finding.h"

namespace akkoord {

/// What is judged, and by which policy.
struct LintCase {
  /// What visits showed.
  const SiteVisits& visits;
  /// The site's policy.
  const Policy& policy;
};

/// Rules 1 to 3: requests, storage and connections before a choice, or after a refusal.
void judge_before_choice(const LintCase& site, Findings& findings);
/// Rules 4 to 10: both answers, their looks, and what is ticked.
void judge_buttons(const LintCase& site, Findings& findings);
/// Rules 11, 12, 15 and 16: what is no answer, and what a refusal brings.
void judge_answers(const LintCase& site, Findings& findings);
/// Rules 17 to 19: the way back, and withdrawing.
void judge_way_back(const LintCase& site, Findings& findings);
/// Rules 20 and 22: what the banner says, in which language.
void judge_words(const LintCase& site, Findings& findings);
/// Rule 21: what is declared and what is seen.
void judge_declared(const LintCase& site, Findings& findings);
/// Rules 26 and 27: Global Privacy Control, Google's default.
void judge_signals(const LintCase& site, Findings& findings);
/// Rules 28 and 29: pages that tell of health.
void judge_health(const LintCase& site, Findings& findings);

/// Whether anything in the policy waits for consent: else nothing has to ask.
[[nodiscard]] bool asks_for_consent(const Policy& policy) noexcept;
/// What is said of rules about a banner where none was found.
inline constexpr const char* no_layer = "no layer that asks for consent was found";
/// And what it would take.
inline constexpr const char* no_layer_remedy =
    "A banner is found by its buttons' words, in open shadow roots and frames of the same origin "
    "too. See that it shows to automated browsers.";

/// "analytical service google-analytics", "unknown", ...
[[nodiscard]] std::string owner_words(const Attribution& by);
/// A page's way to be named in a sentence: its path.
[[nodiscard]] std::string path_of(const std::string& url);

}  // namespace akkoord
