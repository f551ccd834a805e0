// SPDX-License-Identifier: MIT
#include "collector/receipt_process.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "collector/granted_services.h"
#include "collector/receipt_party.h"

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

constexpr std::int64_t a_day_s = 86'400;

/// DPV's term for what a category is for.
std::string_view purpose_of(std::string_view category) noexcept {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> terms = {
      {{"functional", "dpv:RequestedServiceProvision"},
       {"analytical", "dpv:ServiceUsageAnalytics"},
       {"advertising", "dpv:Advertising"}}};
  for (const auto& [name, term] : terms) {
    if (name == category) return term;
  }
  return "dpv:ServiceProvision";
}

/// How long the longest of its cookies lasts, in seconds; 0 where none outlives the browser.
std::int64_t longest_s(const json& cookies) {
  std::int64_t longest = 0;
  for (const json& cookie : cookies) {
    if (cookie.is_array() && cookie.size() > 1 && cookie[1].is_number_integer()) {
      longest = std::max(longest, cookie[1].get<std::int64_t>());
    }
  }
  return longest;
}

/// ISO 8601.
std::string duration(std::int64_t time_s) {
  if (time_s % a_day_s == 0) return "P" + std::to_string(time_s / a_day_s) + "D";
  return "PT" + std::to_string(time_s) + "S";
}

ordered_json data_of(const json& cookies, const json& storage) {
  // Whoever is asked for a file sees the address that asks.
  ordered_json data =
      ordered_json::array({{{"@type", "dpv:PersonalData"}, {"skos:broader", "pd:IPAddress"}}});
  const auto add = [&data](const json& name) {
    if (!name.is_string()) return;
    data.push_back({{"@type", "dpv:PersonalData"},
                    {"skos:broader", "pd:DeviceBased"},
                    {"dct:identifier", name}});
  };
  for (const json& cookie : cookies) {
    if (cookie.is_array() && !cookie.empty()) add(cookie[0]);
  }
  for (const json& name : storage) add(name);
  return data;
}

json list_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : json::array();
}

ordered_json process_of(const json& service, const std::string& site) {
  const json cookies = list_at(service, "cookies");
  const std::int64_t kept_s = longest_s(cookies);
  ordered_json duration_part = {{"@type", "dpv:StorageDuration"}};
  if (kept_s > 0) {
    duration_part["dpv:hasDuration"] = duration(kept_s);
  } else {
    duration_part["dpv:hasDuration"] = {{"@type", "dpv:UntilEventDuration"},
                                        {"rdf:value", "the browser is closed"}};
  }
  ordered_json locations = ordered_json::array({"dpv:WithinDevice"});
  const std::string country = text_of(service, "country");
  if (!country.empty()) locations.push_back("loc:" + country);
  const std::string category = text_of(service, "category");
  return {{"@type", "dpv:Process"},
          {"dpv:hasService",
           {{"@type", "dpv:Service"},
            {"dpv:hasIdentifier", text_of(service, "id")},
            {"dct:title", text_of(service, "name")}}},
          {"dpv:hasPurpose",
           {{"@type", "dpv:Purpose"},
            {"skos:broader", purpose_of(category)},
            {"dct:description", text_of(service, "purpose")}}},
          {"akkoord:category", category},
          {"dpv:hasPersonalData", data_of(cookies, list_at(service, "storage"))},
          {"dpv:hasRecipient", recipient_party(service, site)},
          {"dpv:hasStorageCondition",
           {{{"@type", "dpv:StorageLocation"}, {"dpv:hasLocation", std::move(locations)}},
            std::move(duration_part)}}};
}

/// Without the words nothing is known of services but their names.
ordered_json processes_by_category(const json& event) {
  ordered_json processes = ordered_json::array();
  for (const std::string& name : granted_by(event)) {
    if (name.starts_with('-')) continue;
    ordered_json process = {{"@type", "dpv:Process"}};
    if (name.starts_with('+')) {
      process["dpv:hasService"] = {{"@type", "dpv:Service"}, {"dpv:hasIdentifier", name.substr(1)}};
    } else {
      process["dpv:hasPurpose"] = {{"@type", "dpv:Purpose"}, {"skos:broader", purpose_of(name)}};
      process["akkoord:category"] = name;
    }
    processes.push_back(std::move(process));
  }
  return processes;
}

}  // namespace

ordered_json processes_of(const json& event, const json* words) {
  if (words == nullptr) return processes_by_category(event);
  ordered_json processes = ordered_json::array();
  for (const AskedService& service : asked_services(*words, event)) {
    if (service.granted) processes.push_back(process_of(*service.text, event.at("site")));
  }
  return processes;
}

}  // namespace akkoord
