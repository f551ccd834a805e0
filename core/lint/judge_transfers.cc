// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include "core/compile/country.h"
#include "core/compile/quoted.h"
#include "core/lint/country_rules.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

constexpr const char* struck_down =
    ", which the Court struck down on 16 July 2020; it supports no transfer";
constexpr const char* find_out =
    "Find out what the transfer rests on now, and write that: \"scc\", or \"adequacy\" for a "
    "company certified under the Data Privacy Framework.";

/// Words of `text` that name the Privacy Shield, as the beginning of a sentence about `what`.
void judge_text(const LintSubject& subject, std::string_view text, const JsonPlace& place,
                const std::string& what, RuleReport& report) {
  const std::string_view words = subject.wording.found_in_any(WordKind::privacy_shield, text);
  if (words.empty()) return;
  report.fail(Severity::error, place, what + " names the Privacy Shield" + struck_down, find_out);
}

void judge_shield(const LintSubject& subject, RuleReport& report) {
  for (const PolicyService& service : subject.policy.services) {
    if (service.transfer_basis.text == "privacy-shield") {
      report.fail(
          Severity::error, service.transfer_basis.place,
          "a transfer of " + in_quotes(service.id) + " rests on the Privacy Shield" + struck_down,
          find_out);
    }
    judge_text(subject, service.exempt, service.basis_place,
               "the basis of " + in_quotes(service.id), report);
    for (const auto& [language, purpose] : service.purpose) {
      judge_text(subject, purpose, service.purpose_place,
                 "the purpose of " + in_quotes(service.id) + " in " + in_quotes(language), report);
    }
  }
  for (const BannerWords& own : subject.policy.banner_words) {
    for (const auto& [key, text] : own.words) {
      judge_text(subject, text, own.language.place,
                 in_quotes(key) + " of the banner in " + in_quotes(own.language.text), report);
    }
  }
}

/// The countries outside the EEA that a service's data goes to.
std::vector<std::string> third_countries(const PolicyService& service) {
  std::vector<std::string> countries;
  for (const PlacedText& country : service.transfer_countries) {
    if (!is_in_eea(country.text)) countries.push_back(country.text);
  }
  const bool unsaid = service.transfer_countries.empty() && !service.country.empty();
  if (unsaid && !is_in_eea(service.country)) countries.push_back(service.country);
  return countries;
}

/// What a contract may rest on, in words.
std::string basis_for(std::string_view country) {
  if (country == "US") {
    return "\"scc\" for standard contractual clauses, \"adequacy\" for a company certified under "
           "the Data Privacy Framework.";
  }
  if (is_adequate(country)) return "\"adequacy\", since the Commission has decided on the country.";
  return "\"scc\" for standard contractual clauses, or what the contract names.";
}

void judge_service(const PolicyService& service, RuleReport& report) {
  for (const std::string& country : third_countries(service)) {
    if (service.transfer_basis.text.empty()) {
      report.fail(
          Severity::warning, service.place,
          in_quotes(service.id) + " sends data to " + country + " and does not say on what basis",
          "Add \"transfer\": { \"basis\": ... } to it: " + basis_for(country));
    } else if (service.transfer_basis.text == "adequacy" && !is_adequate(country)) {
      report.fail(Severity::warning, service.transfer_basis.place,
                  in_quotes(service.id) + " sends data to " + country +
                      ", for which no adequacy decision is known",
                  "Name another basis, or have your officer confirm the decision.");
    } else if (service.transfer_basis.text == "derogation") {
      report.fail(Severity::warning, service.transfer_basis.place,
                  in_quotes(service.id) + " sends data to " + country +
                      " under a derogation, which is for single cases, not for every visit",
                  "Agree on standard contractual clauses: \"scc\".");
    }
  }
}

}  // namespace

void judge_transfers(const LintSubject& subject, Findings& findings) {
  RuleReport shield("no-privacy-shield", findings);
  judge_shield(subject, shield);
  shield.end("no basis and no text names it");

  RuleReport transfers("transfers-have-a-basis", findings);
  const bool is_european =
      std::any_of(subject.policy.jurisdictions.begin(), subject.policy.jurisdictions.end(),
                  [](const Jurisdiction& one) {
                    return is_in_eea(one.country.text) || rules_of(one.country.text).code == "GB";
                  });
  if (is_european) {
    for (const PolicyService& service : subject.policy.services) judge_service(service, transfers);
  }
  transfers.end("every service that is said to send data out of the EEA states a basis");
}

}  // namespace akkoord
