// SPDX-License-Identifier: MIT
#include "core/compile/check_claims.h"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/compile/quoted.h"
#include "core/compile/web_socket.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

void report(const JsonPlace& place, std::string fault, std::string remedy,
            Diagnostics& diagnostics) {
  diagnostics.push_back(diagnostic_at(Severity::error, place, std::move(fault), std::move(remedy)));
}

/// Who claimed something first.
struct Claimant {
  const PolicyService* service;
  const JsonPlace* place;
  bool shared;
};

/// Whether each service is there once.
bool check_ids(const Policy& policy, Diagnostics& diagnostics) {
  bool all_once = true;
  std::map<std::string_view, const PolicyService*> seen;
  for (const PolicyService& service : policy.services) {
    if (service.id.empty()) continue;
    const auto [first, is_new] = seen.emplace(service.id, &service);
    if (is_new) continue;
    all_once = false;
    report(service.id_place, "service " + in_quotes(service.id) + " is there twice",
           "It stands at " + text_of(first->second->id_place) +
               " already: remove one, or give one another \"id\".",
           diagnostics);
  }
  return all_once;
}

void check_urls(const Policy& policy, Diagnostics& diagnostics) {
  std::map<std::string_view, Claimant> seen;
  for (const PolicyService& service : policy.services) {
    for (const UrlClaim& claim : service.urls) {
      if (is_socket_source(claim.pattern)) continue;  // who may open it follows from the patterns
      const Claimant claimant{&service, &claim.place, !claim.shared.empty()};
      const auto [first, is_new] = seen.emplace(claim.pattern, claimant);
      if (is_new) continue;
      const Claimant& other = first->second;
      if (other.service == &service) {
        report(claim.place,
               in_quotes(service.id) + " claims " + in_quotes(claim.pattern) + " twice",
               "It stands at " + text_of(*other.place) + " already: remove one of the two.",
               diagnostics);
      } else if (!other.shared || !claimant.shared) {
        report(claim.place,
               in_quotes(claim.pattern) + " is claimed by " + in_quotes(other.service->id) +
                   " and " + in_quotes(service.id),
               "The other claim stands at " + text_of(*other.place) +
                   ". Remove one, or let both say why: { \"pattern\": ..., \"shared\": \"reason\" "
                   "}.",
               diagnostics);
      }
    }
  }
}

/// Cookie and storage names, by the letter of the blob's KIND.
class Names {
 public:
  explicit Names(Diagnostics& diagnostics) noexcept : diagnostics_(diagnostics) {}

  void claim(char kind, std::string_view name, const PolicyService& service,
             const JsonPlace& place) {
    const auto [first, is_new] =
        seen_.emplace(std::make_pair(kind, name), Claimant{&service, &place, false});
    if (is_new) return;
    const Claimant& other = first->second;
    const std::string what = (kind == 'c' ? "cookie " : "stored item ") + in_quotes(name);
    const bool same = other.service == &service;
    report(place,
           same ? what + " is declared twice by " + in_quotes(service.id)
                : what + " is claimed by " + in_quotes(other.service->id) + " and " +
                      in_quotes(service.id),
           "The other stands at " + text_of(*other.place) +
               ". A name has one owner, so that a refusal means something: remove one of the two.",
           diagnostics_);
  }

 private:
  Diagnostics& diagnostics_;
  std::map<std::pair<char, std::string_view>, Claimant> seen_;
};

void check_names(const Policy& policy, Diagnostics& diagnostics) {
  constexpr std::string_view kinds = "lsik";
  Names names(diagnostics);
  for (const PolicyService& service : policy.services) {
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.host.empty()) names.claim('c', cookie.name, service, cookie.place);
    }
    for (std::size_t kind = 0; kind < storage_kind_count; ++kind) {
      for (const PlacedText& item : service.storage[kind]) {
        names.claim(kinds[kind], item.text, service, item.place);
      }
    }
  }
}

bool claims_name(std::string_view claimed, std::string_view name) noexcept {
  if (!claimed.ends_with('*')) return claimed == name;
  return name.starts_with(claimed.substr(0, claimed.size() - 1));
}

/// A service that owned a record could be refused, and the refusal would delete itself.
void check_own_names(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    for (const CookieClaim& cookie : service.cookies) {
      if (!cookie.host.empty()) continue;
      for (const PlacedText& record : policy.record_names) {
        if (!claims_name(cookie.name, record.text)) continue;
        report(cookie.place,
               in_quotes(cookie.name) + " claims " + in_quotes(record.text) +
                   ", in which Akkoord keeps the visitor's choice",
               "Claim a longer name, or rename the record in \"records\".", diagnostics);
        break;
      }
    }
  }
}

void check_first_party(const Policy& policy, Diagnostics& diagnostics) {
  for (const PlacedText& own : policy.first_party) {
    const Result<UrlPattern> parsed = parse_url_pattern(without_scheme(own.text));
    if (!parsed.ok()) continue;
    const UrlPattern source = parsed.value();
    for (const PolicyService& service : policy.services) {
      if (service.category == Category::mandatory) continue;
      for (const UrlClaim& claim : service.urls) {
        if (!claim.shared.empty() || is_socket_source(claim.pattern)) continue;
        if (!source_admits(source, split_url_pattern(claim.pattern))) continue;
        report(own.place,
               in_quotes(own.text) + " admits " + in_quotes(claim.pattern) + " of " +
                   in_quotes(service.id) + " for every visitor: refusing it would change nothing",
               "Name the paths that the site itself needs, or remove the service.", diagnostics);
        break;
      }
    }
  }
}

/// What is held is named by the patterns: a socket that none of them covers would be held as
/// nobody's, and its source would open more of the host than the service claims.
void check_sockets(const Policy& policy, Diagnostics& diagnostics) {
  for (const PolicyService& service : policy.services) {
    for (const UrlClaim& claim : service.urls) {
      if (!is_socket_source(claim.pattern)) continue;
      const std::string_view host = without_scheme(claim.pattern);
      if (claim_of_whole_host(service.urls, host) != nullptr) continue;
      report(claim.place,
             "no pattern in the \"urls\" of " + in_quotes(service.id) +
                 " covers its web sockets to " + in_quotes(host),
             "Add " + in_quotes(host) + " to \"urls\", without a path, or write " +
                 "\"web_sockets\" without it.",
             diagnostics);
    }
  }
}

void check_pattern_count(const Policy& policy, Diagnostics& diagnostics) {
  std::size_t count = policy.first_party.size();
  for (const PolicyService& service : policy.services) {
    count += service.urls.size() + service.cookies.size();
    for (const std::vector<PlacedText>& names : service.storage) count += names.size();
    if (count <= max_patterns) continue;
    report(service.place,
           "with " + in_quotes(service.id) + " the policy has more than " +
               std::to_string(max_patterns) + " patterns and names",
           "Put hosts together as \"*.host\" and names as \"prefix*\", or remove services.",
           diagnostics);
    return;
  }
}

}  // namespace

void check_claims(const Policy& policy, Diagnostics& diagnostics) {
  // A service named twice claims everything twice: saying so once is enough.
  if (check_ids(policy, diagnostics)) {
    check_urls(policy, diagnostics);
    check_names(policy, diagnostics);
  }
  check_own_names(policy, diagnostics);
  check_first_party(policy, diagnostics);
  check_sockets(policy, diagnostics);
  check_pattern_count(policy, diagnostics);
}

}  // namespace akkoord
