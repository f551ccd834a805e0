// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <string_view>

#include "core/compile/quoted.h"
#include "core/lint/country_rules.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

std::string_view base_of(std::string_view language) noexcept {
  return language.substr(0, language.find('-'));
}

bool speaks(const Policy& policy, std::string_view language) noexcept {
  return std::any_of(policy.languages.begin(), policy.languages.end(),
                     [language](const PlacedText& one) { return base_of(one.text) == language; });
}

/// A sentence that stands in two languages was forgotten in one.
void judge_purposes(const LintSubject& subject, RuleReport& report) {
  for (const PolicyService& service : subject.policy.services) {
    for (std::size_t i = 0; i < service.purpose.size(); ++i) {
      const auto& [language, sentence] = service.purpose[i];
      const auto same = std::find_if(
          service.purpose.begin(), service.purpose.begin() + static_cast<std::ptrdiff_t>(i),
          [&text = sentence](const auto& one) { return one.second == text; });
      if (same == service.purpose.begin() + static_cast<std::ptrdiff_t>(i) ||
          base_of(same->first) == base_of(language)) {
        continue;
      }
      report.fail(Severity::warning, service.purpose_place,
                  "the purpose of " + in_quotes(service.id) + " is the same sentence in " +
                      in_quotes(same->first) + " and " + in_quotes(language),
                  "Translate it.");
    }
  }
}

/// Texts that the policy words in some of its languages alone.
void judge_own_texts(const LintSubject& subject, RuleReport& report) {
  const std::vector<BannerWords>& own = subject.policy.banner_words;
  if (own.empty()) return;
  for (const PlacedText& language : subject.policy.languages) {
    const bool is_there = std::any_of(own.begin(), own.end(), [&language](const BannerWords& one) {
      return one.language.text == language.text;
    });
    if (is_there) continue;
    report.fail(Severity::note, own.front().language.place,
                "the banner is worded anew in " + in_quotes(own.front().language.text) +
                    ", and not in " + in_quotes(language.text),
                "Word it in every language of the policy, or in none.");
  }
}

std::string spelt_out(std::string_view languages) {
  std::string text;
  while (!languages.empty()) {
    const std::size_t end = std::min(languages.find(' '), languages.size());
    text += (text.empty() ? "" : ", ") + in_quotes(languages.substr(0, end));
    languages.remove_prefix(std::min(end + 1, languages.size()));
  }
  return text;
}

void judge_country(const LintSubject& subject, const PlacedText& jurisdiction, RuleReport& report) {
  const CountryRules country = rules_of(jurisdiction.text);
  if (country.languages.empty()) return;
  const bool any = std::any_of(
      subject.policy.languages.begin(), subject.policy.languages.end(),
      [&country](const PlacedText& one) { return lists(country.languages, base_of(one.text)); });
  if (!any) {
    report.fail(Severity::warning, jurisdiction.place,
                "visitors in " + jurisdiction.text +
                    " are asked in none of its languages: " + spelt_out(country.languages),
                "Add one to \"languages\", or leave the country out if the site is not for it.");
    return;
  }
  // Most sites of both Belgian communities are in both their languages; a local one need not be.
  if (country.code != "BE") return;
  for (const std::string_view language : {"nl", "fr"}) {
    if (speaks(subject.policy, language)) continue;
    report.fail(Severity::note, jurisdiction.place,
                "visitors in BE are not asked in " + in_quotes(language),
                "Add it where the site has pages for them.");
  }
}

}  // namespace

void judge_languages(const LintSubject& subject, Findings& findings) {
  RuleReport gaps("speaks-the-page-language", findings);
  judge_purposes(subject, gaps);
  judge_own_texts(subject, gaps);
  gaps.end_without_page();

  RuleReport official("official-languages", findings);
  for (const Jurisdiction& jurisdiction : subject.policy.jurisdictions) {
    judge_country(subject, jurisdiction.country, official);
  }
  official.end("each country's visitors are asked in a language of theirs");
}

}  // namespace akkoord
