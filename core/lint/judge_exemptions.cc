// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"
#include "core/lint/country_rules.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

constexpr std::int64_t day_s = 86'400;
constexpr std::int64_t thirteen_months_days = 397;
constexpr const char* ask = "Leave \"basis\" out: visitors are then asked, under a new revision.";

/// A service of the policy that advertises for the same company; null where there is none.
const PolicyService* advertising_sibling(const Policy& policy, const PolicyService& service) {
  const auto found = std::find_if(
      policy.services.begin(), policy.services.end(), [&service](const PolicyService& one) {
        return one.category >= Category::advertising && one.provider == service.provider;
      });
  return found == policy.services.end() ? nullptr : &*found;
}

/// CNIL 2020-091 and 2020-092: thirteen months at most.
void judge_thirteen_months(const PolicyService& service, RuleReport& report) {
  for (const CookieClaim& cookie : service.cookies) {
    if (cookie.lifetime_s <= thirteen_months_days * day_s) continue;
    report.fail(Severity::warning, cookie.place,
                in_quotes(cookie.name) + " of exempt " + in_quotes(service.id) + " lasts " +
                    std::to_string(cookie.lifetime_s / day_s) +
                    " days; in FR an exempt cookie lasts 13 months at most",
                "Have it set for 13 months or less, and let the data go after 25 months.");
  }
  const std::vector<PlacedText>& endless = service.storage[0];
  if (endless.empty()) return;
  report.fail(Severity::warning, endless.front().place,
              in_quotes(endless.front().text) + " of exempt " + in_quotes(service.id) +
                  " stays in the browser without end; in FR 13 months are the most",
              "Have it kept in a cookie of 13 months or less.");
}

/// Statistics whose results steer campaigns are no statistics of the site's own.
void judge_purpose(const LintSubject& subject, const PolicyService& service, RuleReport& report) {
  for (const auto& [language, purpose] : service.purpose) {
    const std::string_view words = subject.wording.found(WordKind::advertising, language, purpose);
    if (words.empty()) continue;
    report.fail(Severity::warning, service.purpose_place,
                "the purpose of exempt " + in_quotes(service.id) + " in " + in_quotes(language) +
                    " speaks of " + in_quotes(words) + ", which no exemption covers",
                ask);
    return;
  }
}

/// What no exemption covers, wherever it is conditional.
void judge_conditions(const LintSubject& subject, const PolicyService& service,
                      const CountryRules& country, RuleReport& report) {
  const std::string code(country.code);
  if (service.session_replay) {
    // The Dutch exemption speaks of effects, not of what is kept: a case may be made.
    report.fail(code == "NL" ? Severity::warning : Severity::error, service.basis_place,
                "exempt " + in_quotes(service.id) + " replays visits, which are no statistics; " +
                    code + " exempts " + std::string(country.conditions),
                ask);
  }
  const PolicyService* sibling = advertising_sibling(subject.policy, service);
  if (sibling != nullptr && code != "GB") {
    report.fail(Severity::warning, service.basis_place,
                "exempt " + in_quotes(service.id) + " gives its data to " +
                    in_quotes(service.provider) + ", which advertises here by " +
                    in_quotes(sibling->id) + "; " + code + " exempts " +
                    std::string(country.conditions),
                "Keep the two apart by contract and setting, or ask for consent.");
  }
  if (code == "FR") judge_thirteen_months(service, report);
}

void judge_analytics(const LintSubject& subject, const PolicyService& service,
                     const CountryRules& country, RuleReport& report) {
  const std::string code(country.code);
  switch (country.analytics) {
    case AnalyticsExemption::none:
      report.fail(Severity::error, service.basis_place,
                  in_quotes(service.id) + " counts visits without consent, but " + code +
                      " exempts no analytics, not even first-party ones (" +
                      std::string(country.law) + ")",
                  ask);
      break;
    case AnalyticsExemption::conditional:
      judge_conditions(subject, service, country, report);
      break;
    case AnalyticsExemption::unknown:
      report.fail(Severity::warning, service.basis_place,
                  in_quotes(service.id) + " counts visits without consent, and no exemption is " +
                      "known for " + code,
                  "Ask for consent, or have your officer confirm the law it leans on.");
      break;
    case AnalyticsExemption::opt_out:
      break;
  }
}

void judge_basis(const LintSubject& subject, RuleReport& report) {
  std::string open;
  for (const PolicyService& service : subject.policy.services) {
    if (service.exempt.empty() || service.category != Category::analytical) continue;
    judge_purpose(subject, service, report);
    for (const Jurisdiction& jurisdiction : subject.policy.jurisdictions) {
      if (!is_exempt_in(service, jurisdiction.country.text)) continue;
      const CountryRules country = rules_of(jurisdiction.country.text);
      judge_analytics(subject, service, country, report);
      if (country.conditions.empty()) continue;
      open += (open.empty() ? "" : "; ") + in_quotes(service.id) + " is exempt in " +
              std::string(country.code) +
              " on these conditions: " + std::string(country.conditions);
    }
  }
  if (open.empty()) {
    report.end("no analytics run without consent");
  } else {
    report.end_open(std::move(open),
                    "The policy can't show whether they are met: have your officer confirm them "
                    "in writing.");
  }
}

void judge_legitimate_interest(const LintSubject& subject, RuleReport& report) {
  constexpr const char* remedy =
      "Storing and reading rests on consent or on a law that exempts it; name that one.";
  const Wording& wording = subject.wording;
  for (const PolicyService& service : subject.policy.services) {
    if (!wording.found_in_any(WordKind::legitimate_interest, service.exempt).empty()) {
      report.fail(Severity::error, service.basis_place,
                  in_quotes(service.id) + " is exempt for " + in_quotes(service.exempt), remedy);
    }
    for (const auto& [language, purpose] : service.purpose) {
      const std::string_view words =
          wording.found(WordKind::legitimate_interest, language, purpose);
      if (words.empty()) continue;
      report.fail(Severity::warning, service.purpose_place,
                  "the purpose of " + in_quotes(service.id) + " in " + in_quotes(language) +
                      " speaks of " + in_quotes(words),
                  remedy);
    }
  }
}

}  // namespace

void judge_exemptions(const LintSubject& subject, Findings& findings) {
  RuleReport exemption("exempt-only-where-lawful", findings);
  judge_basis(subject, exemption);
  RuleReport interest("no-legitimate-interest", findings);
  judge_legitimate_interest(subject, interest);
  interest.end("no basis and no purpose names a legitimate interest");
}

}  // namespace akkoord
