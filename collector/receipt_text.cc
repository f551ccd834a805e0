// SPDX-License-Identifier: MIT
#include "collector/receipt_text.h"

#include <array>
#include <ctime>

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

ordered_json context() {
  return {{"akkoord", "urn:akkoord:receipt:"},
          {"dct", "http://purl.org/dc/terms/"},
          {"dpv", "https://w3id.org/dpv#"},
          {"eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"},
          {"skos", "http://www.w3.org/2004/02/skos/core#"}};
}

std::string uuid_of(const json& event) {
  return "urn:uuid:" + event.at("id").get<std::string>();
}

ordered_json purposes_of(const json& event) {
  ordered_json purposes = ordered_json::array();
  for (const std::string& name : granted_by(event)) {
    purposes.push_back({{"@type", {"dpv:Purpose"}}, {"skos:prefLabel", name}});
  }
  return purposes;
}

ordered_json process_of(const json& record, std::size_t number) {
  const json& event = record.at("event");
  ordered_json process = {{"dpv:hasIdentifier", uuid_of(event)},
                          {"dpv:hasConsentStatus", "dpv:" + std::string(status_of(record, number))},
                          {"dpv:hasLegalBasis", "eu-gdpr:A6-1-a"},
                          {"dct:date", utc_text(event.at("issued_s"))},
                          {"dct:dateAccepted", utc_text(record.at("received_s"))},
                          {"dct:valid", utc_text(event.at("expires_s"))},
                          {"dpv:hasPurpose", purposes_of(event)},
                          {"dpv:hasNotice",
                           {{"@type", "dpv:ConsentNotice"},
                            {"dpv:hasIdentifier", event.at("text_hash")},
                            {"dct:language", event.at("language")}}},
                          {"dpv:hasJurisdiction", event.at("jurisdiction")}};
  for (const char* key : {"site", "policy", "revision", "policy_hash", "bundle_hash", "variant",
                          "method", "layer", "choice", "services"}) {
    process["akkoord:" + std::string(key)] = event.at(key);
  }
  return process;
}

/// The controllers that the policies name.
ordered_json controllers_of(const std::vector<json>& policies) {
  ordered_json controllers = ordered_json::array();
  for (const json& policy : policies) {
    const json controller = policy.value("controller", json::object());
    controllers.push_back({{"@type", "dpv:DataController"},
                           {"dpv:hasName", controller.value("name", "")},
                           {"dpv:hasAddress", controller.value("address", "")},
                           {"dpv:hasContact", controller.value("email", "")},
                           {"akkoord:country", controller.value("country", "")},
                           {"akkoord:policy", policy.value("id", "")}});
  }
  return controllers;
}

}  // namespace

std::string utc_text(std::int64_t time_s) {
  const auto time = static_cast<std::time_t>(time_s);
  std::tm parts{};
  std::array<char, 64> text{};
  if (::gmtime_r(&time, &parts) == nullptr) return std::to_string(time_s) + " s";
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

std::vector<std::string> granted_by(const json& event) {
  std::vector<std::string> names;
  for (const char* category : {"functional", "analytical", "advertising", "social"}) {
    if (event.at("choice").at(category).get<bool>()) names.emplace_back(category);
  }
  for (const auto& [service, granted] : event.at("services").items()) {
    names.push_back((granted.get<bool>() ? "+" : "-") + service);
  }
  return names;
}

std::string_view status_of(const json& record, std::size_t number) {
  const json& event = record.at("event");
  bool grants = false;
  for (const std::string& name : granted_by(event)) grants = grants || !name.starts_with('-');
  if (!grants) return "ConsentWithdrawn";
  return number == 0 ? "ConsentGiven" : "RenewedConsentGiven";
}

ordered_json described(const std::vector<json>& records, const std::vector<json>& policies) {
  const json& first = records.front().at("event");
  const json& last = records.back();
  ordered_json receipt = {
      {"@context", context()},
      {"@type", "dpv:ConsentReceipt"},
      {"dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr"},
      {"dpv:hasIdentifier", uuid_of(last.at("event"))},
      {"dct:created", utc_text(last.at("received_s"))},
      {"dct:language", last.at("event").at("language")},
      {"dpv:hasDataSubject", {{"dpv:hasIdentifier", uuid_of(first)}}},
      {"dpv:hasDataController", controllers_of(policies)},
      {"dpv:hasProcess", ordered_json::array()}};
  for (std::size_t i = 0; i < records.size(); ++i) {
    receipt["dpv:hasProcess"].push_back(process_of(records[i], i));
  }
  return receipt;
}

}  // namespace akkoord
