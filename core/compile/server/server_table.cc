// SPDX-License-Identifier: MIT
#include "core/compile/server/server_table.h"

#include <algorithm>

#include "core/decision.h"
#include "core/page_policy.h"

namespace akkoord {

namespace {

std::string without_dollars(std::string_view sources) {
  std::string text;
  for (const char c : sources) {
    if (c == '$') {
      text += "%24";  // a policy's paths are compared decoded (CSP 3, 6.7.2.12)
    } else {
      text += c;
    }
  }
  return text;
}

/// The page policy where mandatory services alone are granted: exempt ones can be objected to.
std::string least_policy(const OpenedPolicy& opened) {
  const Result<PolicyBlob> blob = PolicyBlob::open(opened.blob);
  if (!blob.ok()) return {};
  Decision decision;
  for (ServiceNumber number = 0; number < blob.value().service_count(); ++number) {
    if (blob.value().service(number).category == Category::mandatory) {
      decision.put(number, {Outcome::granted, Reason::mandatory});
    }
  }
  std::string room(opened.blob.size() + 4'096, '\0');
  const Result<std::string_view> text = page_policy(blob.value(), decision, room);
  return text.ok() ? without_dollars(text.value()) : std::string();
}

/// The path of `base` on the site; empty where it lies on a host that is not the site's.
std::string site_path(std::string_view base, const Policy& policy) {
  if (!base.starts_with('/')) {
    const std::size_t host_start = base.find("//") + 2;
    const std::size_t path_start = std::min(base.find('/', host_start), base.size());
    const std::string_view host = base.substr(host_start, path_start - host_start);
    const bool own = std::any_of(policy.hosts.begin(), policy.hosts.end(),
                                 [host](const PlacedText& one) { return one.text == host; });
    if (!own) return {};
    base.remove_prefix(path_start);
  }
  std::string path(base);
  if (!path.ends_with('/')) path += '/';
  return path;
}

bool comes_before(const GuardedPath& one, const GuardedPath& other) noexcept {
  if (one.pattern.size() != other.pattern.size()) {
    return one.pattern.size() > other.pattern.size();
  }
  return one.pattern < other.pattern;
}

/// Where each service of the policy stands in the table; nothing for mandatory ones.
using Places = std::vector<std::optional<std::size_t>>;

Places take_services(const Policy& policy, ServerTable& table) {
  Places places;
  for (const PolicyService& service : policy.services) {
    std::optional<std::size_t>& place = places.emplace_back();
    if (service.category == Category::mandatory) continue;
    place = table.services.size();
    table.services.push_back({service.id, service.category, is_exempt_everywhere(policy, service),
                              service.off_on_sensitive_routes,
                              is_exempt_in_part(policy, service) ? exempt_countries(policy, service)
                                                                 : std::vector<std::string>()});
  }
  return places;
}

void take_paths(const Policy& policy, const Places& places, ServerTable& table) {
  for (const OwnPath& own : own_paths(policy)) {
    table.paths.push_back({std::string(own.path), places[own.service]});
  }
  std::stable_sort(table.paths.begin(), table.paths.end(), comes_before);
}

}  // namespace

ServerService without_countries(ServerService service) {
  service.exempt_in.clear();
  return service;
}

std::string ServerTable::guard_name(const GuardedPath& path) const {
  return path.service ? services[*path.service].id : "_nobody";
}

std::vector<std::size_t> ServerTable::guarded_services() const {
  std::vector<std::size_t> numbers;
  for (const GuardedPath& path : paths) {
    if (!path.service) continue;
    if (std::find(numbers.begin(), numbers.end(), *path.service) == numbers.end()) {
      numbers.push_back(*path.service);
    }
  }
  return numbers;
}

std::string ServerTable::policy_text(const std::vector<bool>& granted) const {
  std::string text = opening;
  for (const SourceGroup& group : groups) {
    const bool open = std::all_of(group.services.begin(), group.services.end(),
                                  [&granted](std::size_t number) { return granted[number]; });
    if (open) text += " " + group.sources;
  }
  return text + tail;
}

ServerTable server_table(const OpenedPolicy& opened, std::string_view base) {
  const Policy& policy = opened.policy;
  ServerTable table;
  table.policy_id = policy.id;
  table.revision = policy.revision;
  table.lifetime_s = policy.lifetime_s;
  for (std::size_t i = 0; i < record_name_count; ++i) {
    table.record_names[i] = policy.record_names[i].text;
  }
  table.cookie_domain = policy.cookie_domain.text;
  const std::string least = least_policy(opened);
  const std::size_t tail_start = std::min(least.find(';'), least.size());
  table.opening = least.substr(0, tail_start);
  table.tail = least.substr(tail_start);

  const Places places = take_services(policy, table);
  for (SourceGroup& group : source_groups(policy, opened.needs)) {
    for (std::size_t& number : group.services) number = places[number].value_or(0);
    group.sources = without_dollars(group.sources);
    table.groups.push_back(std::move(group));
  }
  take_paths(policy, places, table);
  for (const PlacedText& route : policy.sensitive_routes) {
    table.sensitive_routes.push_back(route.text);
  }
  if (differs_by_country(policy)) table.countries = page_rules(policy);
  std::erase_if(table.countries, [](const PageRule& page) { return page.rule == "?"; });
  for (const PolicyService& service : policy.services) {
    if (service.has_placeholder()) table.embeds.push_back(service.id);
  }
  table.base = site_path(base, policy);
  table.observe = policy.observe;
  return table;
}

}  // namespace akkoord
