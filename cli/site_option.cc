// SPDX-License-Identifier: MIT
#include "cli/site_option.h"

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "cli/chromium_option.h"
#include "cli/lint/journeys.h"
#include "cli/lint/lint_site.h"
#include "cli/lint/site_server.h"
#include "cli/lint/site_visitor.h"
#include "cli/page_address.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

/// What says how a site is visited, and so goes with --site.
constexpr std::string_view site_options[] = {
    "--pages", "--wait", "--time", "--own", "--chromium", "--browser-option", "--host-rules"};
constexpr int default_pages = 10;
constexpr int default_wait_s = 3;
constexpr int longest_wait_s = 30;
constexpr int default_time_s = 300;
constexpr int longest_time_s = 3'600;

/// Each of these is nothing where it is out of bounds.
std::optional<std::int64_t> pages_of(const Arguments& arguments) {
  return arguments.number("--pages", default_pages, 1, max_site_pages);
}
std::optional<std::int64_t> wait_of(const Arguments& arguments) {
  return arguments.number("--wait", default_wait_s, 0, longest_wait_s);
}
std::optional<std::int64_t> time_of(const Arguments& arguments) {
  return arguments.number("--time", default_time_s, 1, longest_time_s);
}

/// Where the site is, and what the browser must be told to find it.
struct SitePlace {
  std::unique_ptr<SiteServer> server;
  std::string start_url;
  std::string host_rules;
  std::string secure_origins;
};

/// Serves a folder under the policy's hosts; an address stands for itself.
std::optional<SitePlace> place_of(std::string_view site, const Policy& policy) {
  SitePlace place;
  if (is_page_address(site)) {
    place.start_url = site;
    return place;
  }
  std::string fault;
  place.server = SiteServer::serve(std::string(site), fault);
  if (!place.server) {
    std::fprintf(stderr, "akkoord lint: %s can't be served: %s\n", printable(site).c_str(),
                 printable(fault).c_str());
    return std::nullopt;
  }
  const std::string to_server = " 127.0.0.1:" + std::to_string(place.server->port());
  for (const PlacedText& host : policy.hosts) {
    const std::string name = host_name_of_url("https://" + host.text);
    if (name.empty()) continue;
    const char* const comma = place.host_rules.empty() ? "" : ",";
    const std::string origin = "http://" + name;
    place.host_rules.append(comma).append("MAP ").append(name).append(to_server);
    // As on https, where the site itself will be: scripts find all that a secure page has.
    place.secure_origins.append(comma).append(origin);
    if (place.start_url.empty()) place.start_url = origin + "/";
  }
  return place;
}

JourneyPlan plan_for(const SitePlace& place, const Arguments& arguments, const Policy& policy) {
  JourneyPlan plan;
  plan.start_url = place.start_url;
  plan.pages = static_cast<int>(pages_of(arguments).value_or(default_pages));
  for (const PlacedText& route : policy.sensitive_routes) {
    plan.sensitive_routes.push_back(route.text);
  }
  return plan;
}

}  // namespace

std::string site_option_fault(const Arguments& arguments) {
  const std::optional<std::string_view> site = arguments.value("--site");
  if (!site) {
    for (const std::string_view name : site_options) {
      if (arguments.has(name)) return std::string(name) + " goes with --site";
    }
    return {};
  }
  std::error_code error;
  const bool is_folder = std::filesystem::is_directory(std::string(*site), error);
  if (!is_folder && !is_page_address(*site)) {
    return in_quotes(*site) + " is neither a folder nor an address of a page: write https://...";
  }
  if (!pages_of(arguments)) return "--pages is a number from 1 to 20";
  if (!wait_of(arguments)) return "--wait is a number of seconds from 0 to 30";
  if (!time_of(arguments)) return "--time is a number of seconds from 1 to 3600";
  return {};
}

std::optional<Findings> lint_given_site(const Arguments& arguments, const CompileInput& input,
                                        const OpenedPolicy& policy, ExitCode& exit_code) {
  exit_code = ExitCode::machine_failed;
  const std::optional<std::string> program = chromium_for(arguments, "lint");
  if (!program) return std::nullopt;
  const std::optional<SitePlace> place =
      place_of(arguments.value("--site").value_or(""), policy.policy);
  if (!place) return std::nullopt;
  std::vector<std::string> switches = switches_for(arguments, "lint", place->host_rules);
  if (!place->secure_origins.empty()) {
    switches.push_back("--unsafely-treat-insecure-origin-as-secure=" + place->secure_origins);
  }
  heed_interruptions();
  std::string fault;
  const auto chromium = ChromiumProcess::start(*program, switches, fault);
  SiteVisits visits;
  if (chromium) {
    const ServiceIndex services(input.catalogue, &policy, input.host_map);
    VisitTerms terms;
    terms.own = own_hosts_of(place->start_url, &policy.policy, arguments);
    terms.services = &services;
    terms.longest_watch = std::chrono::seconds(wait_of(arguments).value_or(default_wait_s));
    terms.deadline = after(std::chrono::seconds(time_of(arguments).value_or(default_time_s)));
    SiteVisitor visitor(*chromium, std::move(terms));
    visits = visit_site(visitor, plan_for(*place, arguments, policy.policy));
    visits.from_folder = place->server != nullptr;
    fault = visits.fault;
  }
  if (is_interrupted()) fault = "interrupted";
  if (!fault.empty()) {
    std::fprintf(stderr, "akkoord lint: %s can't be visited: %s\n",
                 printable(without_query(place->start_url)).c_str(), printable(fault).c_str());
    return std::nullopt;
  }
  exit_code = ExitCode::fine;
  return lint_site(visits, policy.policy);
}

}  // namespace akkoord
