// SPDX-License-Identifier: MIT
#include "cli/inspection/remedies.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "cli/inspection/inspection_text.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

/// How many names a sentence has before it says "...".
constexpr std::size_t max_names = 8;

std::string list_of(const std::set<std::string>& names, std::string_view quote) {
  std::string text;
  std::size_t count = 0;
  for (const std::string& name : names) {
    if (!text.empty()) text += ", ";
    if (count++ == max_names) return text + "...";
    text += std::string(quote) + printable(cut(name, 60)) + std::string(quote);
  }
  return text;
}

/// What of a page fails, by what has to be done about it.
struct Failures {
  std::set<std::string> services;        ///< of the policy, whose requests left or that stored
  std::set<std::string> connections;     ///< made ahead
  std::set<std::string> server_cookies;  ///< claimed by a service, set by the site's own server
  std::set<std::string> hosts;           ///< that no one knows
  std::set<std::string> names;           ///< of the site's own, that no one claims
  bool any = false;
};

void add(const Attribution& by, Failures& failures) {
  failures.any = true;
  if (by.owner == Owner::policy) failures.services.insert(by.id);
}

Failures failures_of(const PageReport& report) {
  Failures failures;
  for (const RequestFinding& request : report.requests) {
    if (!request.fails) continue;
    if (request.connects_only) {
      failures.any = true;
      failures.connections.insert(request.host);
      continue;
    }
    add(request.by, failures);
  }
  for (const CookieFinding& cookie : report.cookies) {
    if (!cookie.fails) continue;
    const bool is_own = !cookie.third_party;
    if (is_own && cookie.by_server() && cookie.by.owner != Owner::unknown) {
      failures.any = true;
      failures.server_cookies.insert(cookie.cookie.name);
      continue;
    }
    add(cookie.by, failures);
    if (is_own && cookie.by.owner == Owner::unknown) failures.names.insert(cookie.cookie.name);
  }
  for (const ItemFinding& item : report.items) {
    if (!item.fails) continue;
    add(item.by, failures);
    if (!item.third_party && item.by.owner == Owner::unknown) failures.names.insert(item.item.name);
  }
  for (std::string& host : unknown_hosts(report)) failures.hosts.insert(std::move(host));
  return failures;
}

std::string install_remedy(const PageReport& report, const Failures& failures,
                           const ReportStyle& style) {
  const std::string policy =
      style.policy_path.empty() ? "POLICY.json" : printable(style.policy_path);
  if (!report.has_akkoord) {
    return "Akkoord does not run on this page. Run `akkoord compile " + policy +
           " -o DIR`, put the files on the site and DIR/snippet.html first in <head>.";
  }
  if (failures.services.empty()) return {};
  return "Akkoord runs here, yet these went past it: " + list_of(failures.services, "") +
         ". Is the snippet the first thing in <head>, and compiled from this policy? Compile "
         "again, and clear caches in front of the site.";
}

}  // namespace

std::vector<std::string> presets_for(const PageReport& report) {
  std::set<std::string> ids;
  const auto take = [&ids](const auto& findings) {
    for (const auto& finding : findings) {
      if (finding.by.owner == Owner::preset) ids.insert(finding.by.id);
    }
  };
  take(report.requests);
  take(report.refused);
  take(report.cookies);
  take(report.items);
  return {ids.begin(), ids.end()};
}

std::vector<std::string> unknown_hosts(const PageReport& report) {
  std::set<std::string> hosts;
  for (const auto* findings : {&report.requests, &report.refused}) {
    for (const RequestFinding& finding : *findings) {
      // What an unknown frame asks for is its own affair: the frame's host is in the list.
      if (finding.by.owner != Owner::unknown || finding.in_frame()) continue;
      hosts.insert(host_name_of_url("https://" + finding.host));
    }
  }
  for (const CookieFinding& cookie : report.cookies) {
    if (!cookie.third_party || cookie.by.owner != Owner::unknown) continue;
    const bool is_covered = std::any_of(hosts.begin(), hosts.end(), [&](const std::string& host) {
      return registrable_part(host) == registrable_part(cookie.cookie.domain);
    });
    if (!is_covered) hosts.insert(cookie.cookie.domain);
  }
  hosts.erase("");
  return {hosts.begin(), hosts.end()};
}

std::vector<std::string> remedies_for(const PageReport& report, const ReportStyle& style) {
  std::vector<std::string> remedies;
  const Failures failures = failures_of(report);
  const bool has_policy = !style.policy_path.empty();
  const std::vector<std::string> presets = presets_for(report);
  if (!presets.empty() && has_policy && !style.observes) {
    remedies.push_back("Add to \"services\" in " + printable(style.policy_path) + ": " +
                       list_of({presets.begin(), presets.end()}, "\"") +
                       "; raise \"revision\", compile.");
  }
  if (!failures.any) return remedies;
  if (!has_policy && !style.observes) {
    remedies.push_back("Start a policy: `akkoord inspect " + printable(report.url) +
                       " --observe -o policy.json` writes a draft with the presets that fit.");
  }
  if (!style.observes) {
    if (std::string text = install_remedy(report, failures, style); !text.empty()) {
      remedies.push_back(std::move(text));
    }
  }
  if (!failures.connections.empty()) {
    remedies.push_back("Take <link rel=preconnect> to " + list_of(failures.connections, "") +
                       " out of the page: no policy holds it, and it shows the visitor's address "
                       "to that host.");
  }
  if (!failures.server_cookies.empty()) {
    remedies.push_back("The site's own server sets " + list_of(failures.server_cookies, "") +
                       ", which nothing in a page can hold: let it wait for the visitor's choice "
                       "(the record cookies), or switch it off there.");
  }
  if (!failures.hosts.empty()) {
    remedies.push_back("Nobody knows " + list_of(failures.hosts, "") +
                       ": ask whoever built them in. What the site can't work without goes into "
                       "\"site\": { \"first_party\": [...] }; all else becomes a service with "
                       "\"urls\", and is held until then.");
  }
  if (!failures.names.empty()) {
    remedies.push_back("Say in the policy what " + list_of(failures.names, "") +
                       (failures.names.size() == 1 ? " is" : " are") +
                       " for: a service with \"cookies\" or \"local_storage\"; \"mandatory\" only "
                       "where the visitor's own request fails without it.");
  }
  return remedies;
}

}  // namespace akkoord
