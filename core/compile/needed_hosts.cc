// SPDX-License-Identifier: MIT
#include "core/compile/needed_hosts.h"

#include <algorithm>
#include <string>

#include "core/compile/quoted.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

/// The host of an absolute base; empty for a site path.
std::string_view base_host(std::string_view base) noexcept {
  const std::size_t start = base.find("//");
  if (base.starts_with('/') || start == std::string_view::npos) return {};
  const std::string_view rest = base.substr(start + 2);
  return rest.substr(0, rest.find('/'));
}

bool is_base(std::string_view base) noexcept {
  const bool safe = std::all_of(base.begin(), base.end(), [](char c) {
    return c > ' ' && c < '\x7F' && std::string_view("\"'<>\\?#").find(c) == std::string_view::npos;
  });
  if (!safe) return false;
  if (base.starts_with('/')) return !base.starts_with("//");
  if (!base.starts_with("https://") && !base.starts_with("http://")) return false;
  const Result<UrlPattern> host = parse_url_pattern(base_host(base));
  return host.ok() && !host.value().wildcard && !host.value().host.empty();
}

}  // namespace

void admit_base(std::string_view base, Policy& policy, Diagnostics& diagnostics) {
  if (!is_base(base)) {
    diagnostics.push_back(
        error_about("--base", in_quotes(base) + " is no address of a folder",
                    "Write a path of the site such as \"/akkoord/\", or an https address."));
    return;
  }
  const std::string_view host = base_host(base);
  if (!host.empty()) policy.first_party.push_back({std::string(host), {}});
}

void admit_collector(Policy& policy) {
  const std::string& endpoint = policy.collector;
  const bool is_site_path = endpoint.starts_with('/') && !endpoint.starts_with("//");
  if (endpoint.empty() || is_site_path) return;
  policy.first_party.push_back({endpoint.substr(endpoint.find("//") + 2) + "/", {}});
}

}  // namespace akkoord
