// SPDX-License-Identifier: MIT
#include "collector/receipt_record.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "collector/granted_services.h"
#include "collector/receipt_party.h"
#include "collector/receipt_process.h"

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// Rights of whoever has consented: GDPR 7(3), 15 to 18, 20, 77.
constexpr std::array<const char*, 7> rights = {"eu-gdpr:A7-3", "eu-gdpr:A15", "eu-gdpr:A16",
                                               "eu-gdpr:A17",  "eu-gdpr:A18", "eu-gdpr:A20",
                                               "eu-gdpr:A77"};

bool grants_any(const json& event) {
  const std::vector<std::string> granted = granted_by(event);
  return std::any_of(granted.begin(), granted.end(),
                     [](const std::string& name) { return !name.starts_with('-'); });
}

json section(const json* words, const char* key) {
  if (words == nullptr) return json::object();
  const auto found = words->find(key);
  return found != words->end() && found->is_object() ? *found : json::object();
}

ordered_json notice_of(const json& event, const json* words) {
  ordered_json notice = {{"@type", "dpv:ConsentNotice"},
                         {"dpv:hasIdentifier", event.at("text_hash")},
                         {"dct:language", event.at("language")}};
  const json banner = section(words, "banner");
  for (const auto& [term, key] : {std::pair("dct:title", "title"), {"dct:description", "body"}}) {
    if (std::string text = text_of(banner, key); !text.empty()) notice[term] = std::move(text);
  }
  return notice;
}

ordered_json control_of(const json& event, const json* words) {
  ordered_json control = {
      {"@type", {"dpv:ProvideConsent", "dpv:WithdrawConsent"}},
      {"dpv:isExercisedAt", "https://" + event.at("site").get<std::string>() + "/"}};
  std::string how = text_of(section(words, "settings"), "withdraw_note");
  if (!how.empty()) control["dct:description"] = std::move(how);
  return control;
}

/// Consent; explicit consent for pages that tell of health as well, where that was given.
ordered_json legal_basis(const json& event) {
  if (event.value("sensitive", false)) return {"eu-gdpr:A6-1-a", "eu-gdpr:A9-2-a"};
  return "eu-gdpr:A6-1-a";
}

ordered_json rights_of(const json& event) {
  ordered_json list = ordered_json::array();
  for (const char* right : rights) {
    list.push_back({{"@type", {"dpv:DataSubjectRight", right}},
                    {"dpv:isExercisedAt", "https://" + event.at("site").get<std::string>() + "/"}});
  }
  return list;
}

ordered_json status(const json& record, std::size_t number, const std::string& visitor) {
  const json& event = record.at("event");
  const std::string layer = std::to_string(event.at("layer").get<int>());
  return {{"@type", {"dpv:" + std::string(status_of(record, number)), "dpv:ExpressedConsent"}},
          {"dpv:isIndicatedBy", visitor},
          {"dpv:hasIndicationMethod",
           event.at("method").get<std::string>() + (layer == "0" ? "" : ", layer " + layer)},
          {"dpv:isIndicatedAtTime", utc_text(event.at("issued_s"))},
          {"dct:date", utc_text(event.at("issued_s"))},
          {"dct:dateAccepted", utc_text(record.at("received_s"))},
          {"dct:valid", utc_text(event.at("expires_s"))}};
}

/// The documents that the event names and the collector does not have.
ordered_json not_archived(const json& event, const ShownDocuments& documents) {
  ordered_json missing = ordered_json::array();
  const auto add = [&](const char* key, const json* document) {
    if (document == nullptr) missing.push_back(event.at(key).get<std::string>());
  };
  add("policy_hash", documents.policy(event));
  add("text_hash", documents.words(event));
  add("bundle_hash", documents.manifest(event));
  return missing;
}

}  // namespace

ordered_json consent_record(const std::vector<json>& records, std::size_t number,
                            const ShownDocuments& documents) {
  const json& record = records[number];
  const json& event = record.at("event");
  const json* words = documents.words(event);
  const json* policy = documents.policy(event);
  const std::string visitor = urn_of(records.front().at("event"));
  // What is withdrawn is what had been granted.
  const json& granting = number > 0 && !grants_any(event) ? records[number - 1].at("event") : event;
  ordered_json described = {
      {"@type", "dpv:ConsentRecord"},
      {"dct:conformsTo", "https://w3id.org/dpv/schema/dpv-27560#record-eu-gdpr"},
      {"dpv:hasIdentifier", urn_of(event)},
      {"dpv:hasDataSubject", visitor},
      {"dpv:hasDataController", controller_party(policy == nullptr ? json::object() : *policy,
                                                 event.at("site").get<std::string>())},
      {"dpv:hasLegalBasis", legal_basis(granting)},
      {"dpv:hasJurisdiction", "loc:" + event.at("jurisdiction").get<std::string>()},
      {"dpv:hasNotice", notice_of(event, words)},
      {"dpv:hasProcess", processes_of(granting, documents.words(granting))},
      {"dpv:hasConsentControl", control_of(event, words)},
      {"dpv:hasRight", rights_of(event)},
      {"dpv:hasAuthority", authority_party(words == nullptr ? json::object() : *words,
                                           event.at("jurisdiction").get<std::string>())},
      {"dpv:hasConsentStatus", status(record, number, visitor)}};
  for (const auto& [key, value] : event.items()) {
    if (key != "id" && key != "version") described["akkoord:" + key] = value;
  }
  described["akkoord:received_s"] = record.at("received_s");
  described["akkoord:not_archived"] = not_archived(event, documents);
  return described;
}

std::string_view status_of(const json& record, std::size_t number) {
  if (!grants_any(record.at("event"))) return "ConsentWithdrawn";
  return number == 0 ? "ConsentGiven" : "RenewedConsentGiven";
}

std::string urn_of(const json& event) {
  return "urn:uuid:" + event.at("id").get<std::string>();
}

std::string utc_text(std::int64_t time_s) {
  const auto time = static_cast<std::time_t>(time_s);
  std::tm parts{};
  std::array<char, 64> text{};
  if (::gmtime_r(&time, &parts) == nullptr) return std::to_string(time_s) + " s";
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace akkoord
