// SPDX-License-Identifier: MIT
#include "core/lint/service_overlap.h"

#include <algorithm>

#include "core/compile/quoted.h"
#include "core/compile/web_socket.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

bool is_address(const UrlClaim& claim) noexcept {
  return !claim.pattern.empty() && claim.pattern[0] != '/' && !is_socket_source(claim.pattern);
}

}  // namespace

std::vector<const PolicyService*> services_reached(std::string_view pattern,
                                                   const std::vector<PolicyService>& known) {
  std::vector<const PolicyService*> reached;
  if (!parse_url_pattern(pattern).ok()) return reached;
  const UrlPattern source = split_url_pattern(pattern);
  for (const PolicyService& service : known) {
    const bool meets =
        std::any_of(service.urls.begin(), service.urls.end(), [&source](const UrlClaim& claim) {
          if (!is_address(claim)) return false;
          const UrlPattern its = split_url_pattern(claim.pattern);
          return source_admits(source, its) || source_admits(its, source);
        });
    if (meets) reached.push_back(&service);
  }
  return reached;
}

bool lets_through(std::string_view pattern, const PolicyService& other) {
  if (!parse_url_pattern(pattern).ok()) return false;
  const UrlPattern source = split_url_pattern(pattern);
  return std::any_of(other.urls.begin(), other.urls.end(), [&source](const UrlClaim& claim) {
    return is_address(claim) && claim.shared.empty() &&
           source_admits(source, split_url_pattern(claim.pattern));
  });
}

bool is_part_of(const PolicyService& service, const PolicyService& known) {
  if (service.id == known.id) return true;
  return std::any_of(service.urls.begin(), service.urls.end(), [&known](const UrlClaim& own) {
    if (!is_address(own) || !own.shared.empty() || !parse_url_pattern(own.pattern).ok()) {
      return false;
    }
    return std::any_of(known.urls.begin(), known.urls.end(), [&own](const UrlClaim& claim) {
      return is_address(claim) && claim.shared.empty() &&
             source_admits(split_url_pattern(claim.pattern), split_url_pattern(own.pattern));
    });
  });
}

std::string names_of(const std::vector<const PolicyService*>& services) {
  constexpr std::size_t most = 3;
  std::string names;
  for (std::size_t i = 0; i < services.size() && i < most; ++i) {
    if (i > 0) names += i + 1 == services.size() ? " and " : ", ";
    names += in_quotes(services[i]->name);
  }
  if (services.size() > most) {
    names += " and " + std::to_string(services.size() - most) + " more";
  }
  return names;
}

}  // namespace akkoord
