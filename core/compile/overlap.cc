// SPDX-License-Identifier: MIT
#include "core/compile/overlap.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/quoted.h"
#include "core/compile/web_socket.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

bool admits_any(const UrlPattern& source, const std::vector<UrlPattern>& others) noexcept {
  return std::any_of(others.begin(), others.end(),
                     [&source](const UrlPattern& other) { return source_admits(source, other); });
}

/// What each service claims; nothing of mandatory ones, which are always granted. Web sockets are
/// on hosts that the patterns have already (check_claims.cc).
std::vector<std::vector<UrlPattern>> refusable_patterns(const Policy& policy) {
  std::vector<std::vector<UrlPattern>> all;
  for (const PolicyService& service : policy.services) {
    std::vector<UrlPattern>& patterns = all.emplace_back();
    if (service.category == Category::mandatory) continue;
    for (const UrlClaim& claim : service.urls) {
      if (is_socket_source(claim.pattern)) continue;
      patterns.push_back(split_url_pattern(claim.pattern));
    }
  }
  return all;
}

}  // namespace

Needs needs_of(const Policy& policy) {
  const std::vector<std::vector<UrlPattern>> patterns = refusable_patterns(policy);
  Needs needs;
  for (std::size_t owner = 0; owner < policy.services.size(); ++owner) {
    std::vector<std::vector<ServiceNumber>>& its_needs = needs.emplace_back();
    for (const UrlClaim& claim : policy.services[owner].urls) {
      std::vector<ServiceNumber>& needed = its_needs.emplace_back();
      if (!claim.shared.empty()) continue;
      const UrlPattern source = split_url_pattern(without_scheme(claim.pattern));
      for (std::size_t other = 0; other < patterns.size(); ++other) {
        if (other == owner || !admits_any(source, patterns[other])) continue;
        needed.push_back(static_cast<ServiceNumber>(other));
      }
    }
  }
  return needs;
}

void note_overlaps(const Policy& policy, const Needs& needs, Diagnostics& diagnostics) {
  for (std::size_t owner = 0; owner < needs.size(); ++owner) {
    const PolicyService& service = policy.services[owner];
    for (std::size_t i = 0; i < needs[owner].size(); ++i) {
      if (needs[owner][i].empty()) continue;
      std::vector<std::string> others;
      for (const ServiceNumber other : needs[owner][i]) {
        others.push_back(in_quotes(policy.services[other].id));
      }
      std::string names = others[0];
      for (std::size_t other = 1; other < others.size(); ++other) {
        names += (other + 1 == others.size() ? " and " : ", ") + others[other];
      }
      const UrlClaim& claim = service.urls[i];
      diagnostics.push_back(diagnostic_at(
          Severity::note, claim.place,
          in_quotes(claim.pattern) + " of " + in_quotes(service.id) + " is withheld until " +
              names + (others.size() == 1 ? " is" : " are") +
              " granted too: it admits what they ask for",
          "Name narrower hosts or paths, or say why it may be shared: { \"pattern\": ..., "
          "\"shared\": \"reason\" }."));
    }
  }
}

}  // namespace akkoord
