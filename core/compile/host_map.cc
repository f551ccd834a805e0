// SPDX-License-Identifier: MIT
#include "core/compile/host_map.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/quoted.h"
#include "core/compile/read.h"
#include "core/compile/web_socket.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

constexpr std::string_view any_host = "*";

/// Whether `text` is a host with or without "*." and port, and nothing else.
bool is_mapped_host(std::string_view text) noexcept {
  const Result<UrlPattern> pattern = parse_url_pattern(text);
  return pattern.ok() && pattern.value().path.empty() && !pattern.value().host.empty();
}

/// The value of "*" with its '*' replaced.
std::string with_host(std::string_view rest, std::string_view host) {
  const std::size_t star = rest.find('*');
  std::string text(rest.substr(0, star));
  text += host;
  text += rest.substr(star + 1);
  return text;
}

void report(const JsonMember& entry, std::string fault, Diagnostics& diagnostics) {
  diagnostics.push_back(diagnostic_at(Severity::error, entry.value.place, std::move(fault),
                                      "Write host and port, such as \"clinic.localhost:8137\"."));
}

}  // namespace

std::optional<HostMap> HostMap::read(std::string_view text, std::string_view path,
                                     Diagnostics& diagnostics) {
  const std::optional<JsonValue> root = read_json(text, path, diagnostics);
  if (!root || has_errors(diagnostics)) return std::nullopt;
  if (root->kind != JsonKind::object) {
    diagnostics.push_back(diagnostic_at(Severity::error, root->place,
                                        "the host map must be an object, {...}",
                                        "Write { \"www.example.be\": \"example.localhost:80\" }."));
    return std::nullopt;
  }
  HostMap map;
  for (const JsonMember& entry : root->members) {
    const std::string& value = entry.value.text;
    const bool rest = entry.key == any_host;
    const bool one_star = std::count(value.begin(), value.end(), '*') == 1;
    const bool has_host =
        rest ? one_star && is_mapped_host(with_host(value, "a.b")) : is_mapped_host(value);
    if (!rest && !is_mapped_host(entry.key)) {
      report(entry, in_quotes(entry.key) + " is no host of a pattern", diagnostics);
    } else if (entry.value.kind != JsonKind::string || !has_host) {
      report(entry, in_quotes(value) + " is no host to map to", diagnostics);
    } else if (rest) {
      map.rest_ = value;
    } else {
      map.hosts_.emplace_back(entry.key, value);
    }
  }
  if (has_errors(diagnostics)) return std::nullopt;
  return map;
}

const std::string* HostMap::entry_of(std::string_view host) const noexcept {
  const auto found = std::find_if(hosts_.begin(), hosts_.end(),
                                  [host](const auto& entry) { return entry.first == host; });
  return found == hosts_.end() ? nullptr : &found->second;
}

bool HostMap::names(std::string_view host) const noexcept {
  return entry_of(host) != nullptr || !rest_.empty();
}

std::string HostMap::mapped(std::string_view pattern) const {
  if (is_socket_source(pattern)) {
    const std::string_view host = without_scheme(pattern);
    return names(host) ? plain_socket_source(mapped(host)) : std::string(pattern);
  }
  const std::size_t host_end = std::min(pattern.find('/'), pattern.size());
  const std::string_view host = pattern.substr(0, host_end);
  if (host.empty()) return std::string(pattern);
  std::string target;
  if (const std::string* own = entry_of(host); own != nullptr) {
    target = *own;
  } else if (rest_.empty()) {
    target = host;
  } else if (host.starts_with("*.")) {
    target = "*." + with_host(rest_, host.substr(2));
  } else {
    target = with_host(rest_, host);
  }
  return target.append(pattern.substr(host_end));
}

void HostMap::apply(Policy& policy) const {
  for (std::vector<PlacedText>* texts : {&policy.hosts, &policy.first_party, &policy.forms}) {
    for (PlacedText& one : *texts) one.text = mapped(one.text);
  }
  for (Jurisdiction& one : policy.jurisdictions) {
    for (PlacedText& host : one.hosts) host.text = mapped(host.text);
  }
  for (PolicyService& service : policy.services) {
    for (UrlClaim& claim : service.urls) claim.pattern = mapped(claim.pattern);
  }
  constexpr std::string_view scheme = "https://";
  if (policy.collector.starts_with(scheme)) {
    const std::string address = policy.collector.substr(scheme.size());
    // What is mapped is reached as its pages are, by http perhaps.
    if (mapped(address) != address) policy.collector = "//" + mapped(address);
  }
  // Browsers refuse a cookie for a domain that the host does not end in: records then stay on it.
  const std::string& domain = policy.cookie_domain.text;
  const bool covered =
      std::all_of(policy.hosts.begin(), policy.hosts.end(), [&domain](const PlacedText& host) {
        const std::string_view bare = std::string_view(host.text).substr(0, host.text.find(':'));
        return bare == domain || bare.ends_with("." + domain);
      });
  if (!covered) policy.cookie_domain.text.clear();
}

}  // namespace akkoord
