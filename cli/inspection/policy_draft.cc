// SPDX-License-Identifier: MIT
#include "cli/inspection/policy_draft.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/inspection/remedies.h"
#include "core/compile/quoted.h"
#include "core/pattern.h"
#include "core/service.h"

namespace akkoord {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t max_comment_bytes = 4'000;
/// So that what follows the hosts has room too.
constexpr std::size_t max_hosts_bytes = 3'500;
constexpr std::string_view fill_in = "(say here what it is for)";
constexpr std::int64_t day_s = 86'400;

/// Names of the site's own that no one claims, by where they are kept.
struct Unclaimed {
  std::set<std::string> session_cookies;
  std::map<std::string, std::int64_t> cookies;
  std::array<std::set<std::string>, storage_kind_count> items;

  [[nodiscard]] bool has_more() const noexcept {
    return !cookies.empty() || std::any_of(items.begin(), items.end(),
                                           [](const auto& names) { return !names.empty(); });
  }
};

/// Whether a policy can name it: as it is, without '*', which would make it a prefix.
bool is_name(std::string_view name, std::string_view without) {
  return parse_name_pattern(name).ok() && name.find_first_of(without) == std::string_view::npos &&
         printable(name) == name;
}

Unclaimed unclaimed_in(const std::vector<PageReport>& reports) {
  Unclaimed unclaimed;
  for (const PageReport& report : reports) {
    for (const CookieFinding& finding : report.cookies) {
      const VisitCookie& cookie = finding.cookie;
      const bool is_unclaimed = !finding.third_party && finding.by.owner == Owner::unknown;
      if (!is_unclaimed || !is_name(cookie.name, "*;=")) continue;
      if (finding.by_server() && cookie.lifetime_s == 0) {
        unclaimed.session_cookies.insert(cookie.name);
      } else {
        std::int64_t& lifetime_s = unclaimed.cookies[cookie.name];
        lifetime_s = std::max(lifetime_s, cookie.lifetime_s);
      }
    }
    for (const ItemFinding& finding : report.items) {
      const bool is_unclaimed = !finding.third_party && finding.by.owner == Owner::unknown;
      if (!is_unclaimed || !is_name(finding.item.name, "*")) continue;
      unclaimed.items[static_cast<std::size_t>(finding.item.kind)].insert(finding.item.name);
    }
  }
  for (const std::string& name : unclaimed.session_cookies) unclaimed.cookies.erase(name);
  return unclaimed;
}

/// A policy with all that must be there; what only its owner knows stands in brackets.
ordered_json new_policy(const std::vector<PageReport>& reports) {
  std::set<std::string> hosts;
  for (const PageReport& report : reports) {
    std::string host = host_name_of_url(report.left_site ? report.url : report.landed_on);
    const bool fits = parse_url_pattern(host).ok() && host.find('_') == std::string::npos;
    if (fits) hosts.insert(std::move(host));
  }
  if (hosts.empty()) hosts.insert("www.example.com");
  const std::string_view part = registrable_part(*hosts.begin());
  std::string id(part.substr(0, part.find('.')));
  if (!is_service_id(id)) id = "my-site";
  return {{"id", id},
          {"revision", 1},
          {"site", {{"hosts", hosts}}},
          {"controller",
           {{"name", "(your company)"}, {"country", "BE"}, {"privacy_notice", "/privacy/"}}},
          {"jurisdictions", ordered_json::array({"BE"})},
          {"languages", ordered_json::array({"en"})},
          {"services", ordered_json::array()}};
}

/// An id that no service of `policy` has.
std::string free_id(const ordered_json& policy, std::string id) {
  const auto is_taken = [&policy](const std::string& wanted) {
    const ordered_json& services = policy["services"];
    return std::any_of(services.begin(), services.end(), [&wanted](const ordered_json& one) {
      return one.is_object() && one.contains("id") && one["id"] == wanted;
    });
  };
  while (is_taken(id)) id += "-draft";
  return id;
}

ordered_json service_of(const ordered_json& policy, std::string_view id, std::string_view name,
                        std::string_view category, std::string_view comment) {
  ordered_json purpose = ordered_json::object();
  for (const ordered_json& language : policy["languages"]) {
    if (language.is_string()) purpose[language.get<std::string>()] = fill_in;
  }
  const ordered_json& controller = policy["controller"];
  return {{"$comment", comment},
          {"id", free_id(policy, std::string(id))},
          {"name", name},
          {"category", category},
          {"provider", {{"name", controller["name"]}, {"country", controller["country"]}}},
          {"purpose", std::move(purpose)}};
}

void add_unclaimed(const Unclaimed& unclaimed, ordered_json& policy) {
  if (!unclaimed.session_cookies.empty()) {
    ordered_json service = service_of(
        policy, "site-session", "Session", "mandatory",
        "Draft: set by the site's server until the browser closes. Is each needed for what the "
        "visitor asks for?");
    for (const std::string& name : unclaimed.session_cookies) {
      service["cookies"].push_back({{"name", name}, {"lifetime", "session"}});
    }
    policy["services"].push_back(std::move(service));
  }
  if (!unclaimed.has_more()) return;
  ordered_json service =
      service_of(policy, "site-storage", "Stored by this site", "functional",
                 "Draft: stored on the site's own host by what is not known. Find out by what, and "
                 "choose the category; until granted it is held.");
  for (const auto& [name, lifetime_s] : unclaimed.cookies) {
    ordered_json cookie = {{"name", name}};
    if (lifetime_s == 0) cookie["lifetime"] = "session";
    if (lifetime_s > 0) cookie["lifetime_days"] = (lifetime_s + day_s - 1) / day_s;
    service["cookies"].push_back(std::move(cookie));
  }
  for (std::size_t kind = 0; kind < storage_kind_count; ++kind) {
    if (!unclaimed.items[kind].empty()) {
      service[std::string(storage_keys[kind])] = unclaimed.items[kind];
    }
  }
  policy["services"].push_back(std::move(service));
}

std::string comment_for(const std::vector<PageReport>& reports, bool is_new) {
  std::string text = "Draft by akkoord inspect.";
  if (is_new) {
    text +=
        " Put in what only you know: id, controller, jurisdictions, languages, and every host of "
        "the site.";
  }
  std::set<std::string> hosts;
  for (const PageReport& report : reports) {
    for (std::string& host : unknown_hosts(report)) {
      if (parse_url_pattern(host).ok()) hosts.insert(std::move(host));
    }
  }
  if (hosts.empty()) return text;
  text +=
      " Hosts that nobody knows are held. Candidates for site.first_party, only those without "
      "which the site does not work: \"first_party\": [";
  bool is_first = true;
  for (const std::string& host : hosts) {
    if (text.size() + host.size() > max_hosts_bytes) break;
    text += (is_first ? "\"" : ", \"") + host + "\"";
    is_first = false;
  }
  return text + "]. All others become services with \"urls\".";
}

bool names_preset(const ordered_json& service, const std::string& preset) {
  if (service.is_string()) return service == preset;
  return service.is_object() && service.contains("preset") && service["preset"] == preset;
}

/// Comment first, then the rest as it was.
ordered_json with_comment(const ordered_json& policy, const std::string& comment) {
  ordered_json commented = ordered_json::object();
  if (policy.contains("$schema")) commented["$schema"] = policy["$schema"];
  std::string text = comment;
  if (policy.contains("$comment") && policy["$comment"].is_string()) {
    text += " Before: " + policy["$comment"].get<std::string>();
  }
  commented["$comment"] = cut(text, max_comment_bytes);
  for (const auto& member : policy.items()) {
    if (member.key() != "$comment" && member.key() != "$schema") {
      commented[member.key()] = member.value();
    }
  }
  return commented;
}

}  // namespace

std::string policy_draft(const std::vector<PageReport>& reports, std::string_view policy) {
  ordered_json draft = ordered_json::parse(policy, nullptr, false);
  const bool is_new = !draft.is_object();
  if (is_new) draft = new_policy(reports);
  const std::size_t services_before = draft["services"].size();

  std::set<std::string> presets;
  for (const PageReport& report : reports) {
    for (std::string& preset : presets_for(report)) presets.insert(std::move(preset));
  }
  for (const std::string& preset : presets) {
    ordered_json& services = draft["services"];
    const bool is_there =
        std::any_of(services.begin(), services.end(),
                    [&preset](const ordered_json& one) { return names_preset(one, preset); });
    if (!is_there) services.push_back(preset);
  }
  add_unclaimed(unclaimed_in(reports), draft);
  // More is asked for than before, so every earlier choice stops counting.
  const bool asks_for_more = draft["services"].size() > services_before;
  if (!is_new && asks_for_more) draft["revision"] = draft["revision"].get<std::int64_t>() + 1;
  constexpr int indent = 2;
  return with_comment(draft, comment_for(reports, is_new))
             .dump(indent, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace akkoord
