// SPDX-License-Identifier: MIT
#include <cstdint>
#include <string>

#include "core/compile/quoted.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

constexpr std::int64_t day_s = 86'400;
// Six months have 181 to 184 days; a weekend more or less is no other choice.
constexpr std::int64_t fewest_days = 180;
constexpr std::int64_t most_days = 186;

/// The jurisdictions whose regulators speak of six months, with " and " between them. A record is
/// one for all countries of a site, so the strictest of them is the measure.
std::string with_six_months(const Policy& policy) {
  std::string countries;
  for (const Jurisdiction& one : policy.jurisdictions) {
    const std::string& country = one.country.text;
    if (country != "FR" && country != "BE") continue;
    countries += (countries.empty() ? "" : " and ") + country;
  }
  return countries;
}

void judge_choice(const LintSubject& subject, RuleReport& report) {
  const std::int64_t days = subject.policy.lifetime_s / day_s;
  const JsonPlace& place = nearest_place(subject.written, "records/lifetime_days");
  const std::string lasts = "a choice lasts " + std::to_string(days) + " days";
  if (days < fewest_days) {
    report.fail(Severity::warning, place,
                lasts + ": whoever refused is asked again before six months are over",
                "Write 182, or leave it out.");
  } else if (days > most_days) {
    const std::string strict = with_six_months(subject.policy);
    report.fail(strict.empty() ? Severity::note : Severity::warning, place,
                lasts + (strict.empty() ? "; six months are what regulators speak of elsewhere"
                                        : "; for " + strict + " six months are the measure"),
                "Write 182, or leave it out.");
  }
}

}  // namespace

void judge_lifetimes(const LintSubject& subject, Findings& findings) {
  RuleReport choices("choices-last-alike", findings);
  judge_choice(subject, choices);
  choices.end("consent and refusal both last " + std::to_string(subject.policy.lifetime_s / day_s) +
              " days: there is one key for both");

  RuleReport withdrawal("withdrawal-works", findings);
  for (const PolicyService& service : subject.policy.services) {
    if (service.category == Category::mandatory) continue;
    for (const CookieClaim& cookie : service.cookies) {
      if (!cookie.http_only || !cookie.host.empty()) continue;
      withdrawal.fail(Severity::warning, cookie.place,
                      in_quotes(cookie.name) + " of " + in_quotes(service.id) +
                          " is out of reach of scripts: a withdrawal does not delete it",
                      "Have the server end it on a withdrawal, or set it without HttpOnly.");
    }
  }
  withdrawal.end_without_page();
}

}  // namespace akkoord
