// SPDX-License-Identifier: MIT
#include "cli/inspection/own_hosts.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace akkoord {

namespace {

/// Second labels under which a country's (two-letter) domain registers.
constexpr std::array<std::string_view, 19> second_labels = {
    "ac", "asso", "co",  "com", "edu", "gob", "gov", "gv",  "ltd",   "me",
    "ne", "net",  "nhs", "nom", "or",  "org", "plc", "sch", "police"};
/// Domains that give every customer a name of their own.
constexpr std::array<std::string_view, 16> shared_domains = {
    "azurewebsites.net", "blogspot.com", "cloudfront.net", "fly.dev",
    "github.io",         "gitlab.io",    "herokuapp.com",  "myshopify.com",
    "netlify.app",       "onrender.com", "pages.dev",      "vercel.app",
    "web.app",           "webflow.io",   "wixsite.com",    "wordpress.com"};

template <typename List>
bool is_in(std::string_view text, const List& list) noexcept {
  return std::find(list.begin(), list.end(), text) != list.end();
}

bool is_address(std::string_view host) noexcept {
  if (host.starts_with('[')) return true;
  return host.find_first_not_of("0123456789.") == std::string_view::npos;
}

/// The last `count` labels of `host`.
std::string_view last_labels(std::string_view host, int count) noexcept {
  std::size_t start = host.size();
  for (int i = 0; i < count; ++i) {
    if (start == 0) return host;
    const std::size_t dot = host.rfind('.', start - 1);
    if (dot == std::string_view::npos) return host;
    start = dot;
  }
  return host.substr(start + 1);
}

bool is_under(std::string_view host, std::string_view domain) noexcept {
  return host == domain || (host.size() > domain.size() && host.ends_with(domain) &&
                            host[host.size() - domain.size() - 1] == '.');
}

}  // namespace

std::string_view registrable_part(std::string_view host) noexcept {
  if (is_address(host)) return host;
  const std::string_view two = last_labels(host, 2);
  const std::size_t dot = two.find('.');
  if (dot == std::string_view::npos) return host;
  constexpr std::size_t country_letters = 2;
  const bool is_country = two.size() - dot - 1 == country_letters;
  const bool is_shared =
      (is_country && is_in(two.substr(0, dot), second_labels)) || is_in(two, shared_domains);
  return is_shared ? last_labels(host, 3) : two;
}

void OwnHosts::add_domain(std::string_view domain) {
  if (!domain.empty()) domains_.emplace_back(domain);
}

void OwnHosts::add_policy(const Policy& policy) {
  // Staging maps hosts to others with a port, which requests are told apart by elsewhere.
  for (const PlacedText& host : policy.hosts) {
    hosts_.push_back(host_name_of_url("https://" + host.text));
  }
  add_domain(host_name_of_url("https://" + policy.cookie_domain.text));
}

bool OwnHosts::has(std::string_view host) const noexcept {
  if (host.empty()) return false;
  return is_in(host, hosts_) ||
         std::any_of(domains_.begin(), domains_.end(),
                     [host](const std::string& domain) { return is_under(host, domain); });
}

}  // namespace akkoord
