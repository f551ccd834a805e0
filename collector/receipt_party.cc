// SPDX-License-Identifier: MIT
#include "collector/receipt_party.h"

#include <array>

namespace akkoord {

namespace {

using nlohmann::json;
using nlohmann::ordered_json;

/// An address of the site may stand without its host.
std::string absolute(const std::string& address, std::string_view site) {
  if (!address.starts_with('/')) return address;
  return "https://" + std::string(site) + address;
}

std::string joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + ", " + second;
}

}  // namespace

std::string text_of(const json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

ordered_json controller_party(const json& policy, std::string_view site) {
  const json controller = policy.value("controller", json::object());
  ordered_json contacts = ordered_json::array();
  for (const char* key : {"email", "dpo"}) {
    if (const std::string contact = text_of(controller, key); !contact.empty()) {
      contacts.push_back(contact);
    }
  }
  if (const std::string notice = text_of(controller, "privacy_notice"); !notice.empty()) {
    contacts.push_back(absolute(notice, site));
  }
  return {
      {"@type", "dpv:DataController"},
      {"dpv:hasIdentifier", "https://" + std::string(site) + "/"},
      {"dpv:hasName", text_of(controller, "name")},
      {"dpv:hasAddress", joined(text_of(controller, "address"), text_of(controller, "country"))},
      {"dpv:hasContact", std::move(contacts)},
      {"akkoord:policy", text_of(policy, "id")}};
}

ordered_json recipient_party(const json& service, std::string_view site) {
  const std::string notice = absolute(text_of(service, "notice"), site);
  return {{"@type", {"dpv:Recipient", "dpv:ThirdParty"}},
          {"dpv:hasIdentifier", notice.empty() ? text_of(service, "provider") : notice},
          {"dpv:hasName", text_of(service, "provider")},
          {"dpv:hasAddress", text_of(service, "country")},
          {"dpv:hasContact", notice}};
}

ordered_json authority_party(const json& words, const std::string& country) {
  ordered_json party = {{"@type", "dpv:DataProtectionAuthority"}};
  const json by_country = words.value("authorities", json::object());
  const auto found = by_country.is_object() ? by_country.find(country) : by_country.end();
  if (!by_country.is_object() || found == by_country.end()) return party;
  constexpr std::array<const char*, 2> keys = {"dpv:hasName", "dpv:hasContact"};
  for (std::size_t i = 0; i < keys.size() && found->is_array() && i < found->size(); ++i) {
    if ((*found)[i].is_string()) party[keys[i]] = (*found)[i];
  }
  return party;
}

}  // namespace akkoord
