// SPDX-License-Identifier: MIT
#include "core/compile/jurisdictions.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "core/compile/country.h"

namespace akkoord {

namespace {

bool is_same_country(std::string_view one, std::string_view other) noexcept {
  return country_code(one) == country_code(other);
}

/// The address for `language`; else the first; null where there is none at all.
const NoticeAddress* notice_in(const std::vector<NoticeAddress>& notices,
                               std::string_view language) noexcept {
  if (notices.empty()) return nullptr;
  const auto found =
      std::find_if(notices.begin(), notices.end(), [language](const NoticeAddress& notice) {
        return notice.language.text.empty() || notice.language.text == language;
      });
  return found == notices.end() ? &notices.front() : &*found;
}

/// A host without the port that a host map may have given it.
std::string without_port(std::string_view host) {
  return std::string(host.substr(0, host.find(':')));
}

bool is_longer(const PageRule& one, const PageRule& other) noexcept {
  return one.rule.size() > other.rule.size();
}

}  // namespace

const Jurisdiction* jurisdiction_of(const Policy& policy, std::string_view country) noexcept {
  const auto found = std::find_if(
      policy.jurisdictions.begin(), policy.jurisdictions.end(),
      [country](const Jurisdiction& one) { return is_same_country(one.country.text, country); });
  return found == policy.jurisdictions.end() ? nullptr : &*found;
}

bool is_exempt_in(const PolicyService& service, std::string_view country) noexcept {
  if (service.exempt.empty()) return false;
  const std::vector<PlacedText>& countries = service.exempt_countries;
  return countries.empty() ||
         std::any_of(countries.begin(), countries.end(), [country](const PlacedText& one) {
           return is_same_country(one.text, country);
         });
}

bool is_exempt_everywhere(const Policy& policy, const PolicyService& service) noexcept {
  if (service.exempt.empty()) return false;
  return std::all_of(
      policy.jurisdictions.begin(), policy.jurisdictions.end(),
      [&service](const Jurisdiction& one) { return is_exempt_in(service, one.country.text); });
}

bool is_exempt_in_part(const Policy& policy, const PolicyService& service) noexcept {
  return service.category != Category::mandatory && !service.exempt.empty() &&
         !is_exempt_everywhere(policy, service);
}

std::vector<std::string> exempt_countries(const Policy& policy, const PolicyService& service) {
  std::vector<std::string> countries;
  for (const Jurisdiction& one : policy.jurisdictions) {
    if (is_exempt_in(service, one.country.text)) countries.push_back(one.country.text);
  }
  return countries;
}

bool differs_by_country(const Policy& policy) noexcept {
  return std::any_of(
      policy.services.begin(), policy.services.end(),
      [&policy](const PolicyService& service) { return is_exempt_in_part(policy, service); });
}

std::string_view notice_for(const Policy& policy, std::string_view language,
                            std::string_view country) noexcept {
  const Jurisdiction* jurisdiction = country.empty() ? nullptr : jurisdiction_of(policy, country);
  const NoticeAddress* notice =
      jurisdiction == nullptr ? nullptr : notice_in(jurisdiction->notices, language);
  if (notice == nullptr) notice = notice_in(policy.notices, language);
  return notice == nullptr ? std::string_view() : std::string_view(notice->address);
}

std::vector<PageRule> page_rules(const Policy& policy) {
  if (policy.jurisdictions.size() == 1) return {{policy.jurisdictions.front().country.text, "/"}};
  std::vector<PageRule> hosts;
  std::vector<PageRule> paths;
  std::vector<PageRule> named;
  for (const Jurisdiction& one : policy.jurisdictions) {
    const std::string& country = one.country.text;
    for (const PlacedText& host : one.hosts) hosts.push_back({country, without_port(host.text)});
    for (const PlacedText& path : one.paths) paths.push_back({country, path.text});
    if (one.hosts.empty() && one.paths.empty()) named.push_back({country, "?"});
  }
  std::stable_sort(paths.begin(), paths.end(), is_longer);
  std::vector<PageRule> rules = std::move(hosts);
  std::move(paths.begin(), paths.end(), std::back_inserter(rules));
  std::move(named.begin(), named.end(), std::back_inserter(rules));
  return rules;
}

}  // namespace akkoord
