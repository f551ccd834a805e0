// SPDX-License-Identifier: MIT
#include "core/compile/check_jurisdictions.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/compile/country.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

void report(const JsonPlace& place, std::string fault, std::string remedy, Diagnostics& diagnostics,
            Severity severity = Severity::error) {
  diagnostics.push_back(diagnostic_at(severity, place, std::move(fault), std::move(remedy)));
}

bool has(const std::vector<PlacedText>& texts, std::string_view word) noexcept {
  return std::any_of(texts.begin(), texts.end(),
                     [word](const PlacedText& one) { return one.text == word; });
}

std::string all_in_quotes(const std::vector<PlacedText>& texts) {
  std::string words;
  for (const PlacedText& text : texts) words += (words.empty() ? "" : ", ") + in_quotes(text.text);
  return words;
}

std::string countries_of(const Policy& policy) {
  std::string words;
  for (const Jurisdiction& one : policy.jurisdictions) {
    words += (words.empty() ? "" : ", ") + in_quotes(one.country.text);
  }
  return words;
}

void check_hosts(const Policy& policy, const Jurisdiction& one, Diagnostics& diagnostics) {
  for (const PlacedText& host : one.hosts) {
    if (has(policy.hosts, host.text)) continue;
    report(host.place, in_quotes(host.text) + " is no host of the site",
           "Hosts of a country are among \"site\"/\"hosts\": " + all_in_quotes(policy.hosts) + ".",
           diagnostics);
  }
}

/// What two countries both claim.
void check_pair(const Jurisdiction& one, const Jurisdiction& other, Diagnostics& diagnostics) {
  if (country_code(one.country.text) == country_code(other.country.text)) {
    report(other.country.place, in_quotes(other.country.text) + " stands there twice",
           "Put its hosts and paths into one entry.", diagnostics);
    return;
  }
  for (const PlacedText& host : other.hosts) {
    if (!has(one.hosts, host.text)) continue;
    report(host.place, in_quotes(host.text) + " is of " + in_quotes(one.country.text) + " already",
           "A host is one country's: tell them apart by \"paths\".", diagnostics);
  }
  for (const PlacedText& path : other.paths) {
    for (const PlacedText& taken : one.paths) {
      if (!path.text.starts_with(taken.text) && !taken.text.starts_with(path.text)) continue;
      report(path.place,
             in_quotes(path.text) + " of " + in_quotes(other.country.text) + " overlaps " +
                 in_quotes(taken.text) + " of " + in_quotes(one.country.text),
             "A page is one country's: write paths of which none begins as another does.",
             diagnostics);
    }
  }
}

/// A country without pages, where others have some, was perhaps forgotten.
void check_chosen(const Policy& policy, const Jurisdiction& one, Diagnostics& diagnostics) {
  if (!one.hosts.empty() || !one.paths.empty()) return;
  const bool others_have = std::any_of(
      policy.jurisdictions.begin(), policy.jurisdictions.end(),
      [](const Jurisdiction& other) { return !other.hosts.empty() || !other.paths.empty(); });
  if (!others_have) return;
  report(
      one.country.place,
      in_quotes(one.country.text) + " has neither hosts nor paths: only pages that name it are its",
      "Add \"hosts\" or \"paths\", or write data-akkoord-jurisdiction=" +
          in_quotes(one.country.text) + " into <html> of its pages.",
      diagnostics, Severity::warning);
}

void check_notices(const Policy& policy, const std::vector<NoticeAddress>& notices,
                   Diagnostics& diagnostics) {
  for (const NoticeAddress& notice : notices) {
    const PlacedText& language = notice.language;
    if (language.text.empty() || has(policy.languages, language.text)) continue;
    report(language.place, in_quotes(language.text) + " is no language of the policy",
           "Name one of " + all_in_quotes(policy.languages) + ", or add it to \"languages\".",
           diagnostics);
  }
}

void check_exemptions(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    for (const PlacedText& country : service.exempt_countries) {
      if (jurisdiction_of(policy, country.text) != nullptr) continue;
      report(country.place,
             in_quotes(service.id) + " is exempt in " + in_quotes(country.text) +
                 ", which is no jurisdiction of the policy",
             "Name one of " + countries_of(policy) + ", or add it to \"jurisdictions\".",
             diagnostics);
    }
  }
}

}  // namespace

void check_jurisdictions(const Policy& policy, Diagnostics& diagnostics) {
  const std::vector<Jurisdiction>& all = policy.jurisdictions;
  check_notices(policy, policy.notices, diagnostics);
  for (auto one = all.begin(); one != all.end(); ++one) {
    check_hosts(policy, *one, diagnostics);
    check_chosen(policy, *one, diagnostics);
    check_notices(policy, one->notices, diagnostics);
    for (auto other = one + 1; other != all.end(); ++other) check_pair(*one, *other, diagnostics);
  }
  check_exemptions(policy, diagnostics);
}

}  // namespace akkoord
