// SPDX-License-Identifier: MIT
#include "core/compile/language_text.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string_view>

#include "core/compile/authority.h"
#include "core/compile/jurisdictions.h"

namespace akkoord {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view controller_mark = "{controller}";

std::string filled_in(std::string text, const Policy& policy) {
  for (std::size_t at = text.find(controller_mark); at != std::string::npos;
       at = text.find(controller_mark, at + policy.controller.size())) {
    text.replace(at, controller_mark.size(), policy.controller);
  }
  return text;
}

/// Texts and objects of texts, which is all that a language file holds.
Json json_of(const JsonValue& value) {
  if (value.kind != JsonKind::object) return value.text;
  Json object = Json::object();
  for (const JsonMember& member : value.members) object[member.key] = json_of(member.value);
  return object;
}

Json json_at(const JsonValue& language, std::string_view key) {
  const JsonValue* value = language.find(key);
  return value == nullptr ? Json::object() : json_of(*value);
}

Json cookies_json(const PolicyService& service) {
  Json cookies = Json::array();
  for (const CookieClaim& cookie : service.cookies) {
    Json entry = Json::array({cookie.name, cookie.lifetime_s});
    if (!cookie.host.empty()) entry.push_back(cookie.host);
    cookies.push_back(std::move(entry));
  }
  return cookies;
}

Json storage_json(const PolicyService& service) {
  std::vector<std::string> names;
  for (const std::vector<PlacedText>& kind : service.storage) {
    for (const PlacedText& name : kind) {
      if (std::find(names.begin(), names.end(), name.text) == names.end()) {
        names.push_back(name.text);
      }
    }
  }
  return names;
}

Json service_json(const Policy& policy, const PolicyService& service, std::string_view language) {
  Json json = {{"id", service.id},
               {"name", service.name},
               {"category", name_of(service.category)},
               {"provider", service.provider},
               {"country", service.country},
               {"notice", service.notice},
               {"purpose", service.purpose_in(language)},
               {"session_replay", service.session_replay},
               {"cookies", cookies_json(service)},
               {"storage", storage_json(service)}};
  if (is_exempt_everywhere(policy, service)) {
    json["exempt"] = true;
  } else if (is_exempt_in_part(policy, service)) {
    json["exempt"] = exempt_countries(policy, service);
  }
  return json;
}

std::string_view declaration_text(const JsonValue& language, std::string_view key) {
  const JsonValue* words = language.find("declaration");
  return words == nullptr ? std::string_view() : text_at(*words, key);
}

/// Who takes complaints, by country: name and page, in the words of the declaration.
Json authorities_json(const JsonValue& language, const Policy& policy, const Catalogue& catalogue) {
  const Authorities authorities(catalogue);
  Json json = Json::object();
  for (const Jurisdiction& one : policy.jurisdictions) {
    const std::optional<Authority> authority =
        authorities.of(one.country.text, text_at(language, "language"));
    if (!authority) continue;
    const std::string_view name = authority->name.empty()
                                      ? declaration_text(language, "authority_list")
                                      : std::string_view(authority->name);
    json[one.country.text] = Json::array({name, authority->complaint});
  }
  return json;
}

}  // namespace

std::vector<std::pair<std::string, std::string>> notices_in(const Policy& policy,
                                                            std::string_view language) {
  const std::string_view usual = notice_for(policy, language);
  std::vector<std::pair<std::string, std::string>> notices = {{"", std::string(usual)}};
  for (const Jurisdiction& one : policy.jurisdictions) {
    const std::string_view address = notice_for(policy, language, one.country.text);
    if (address != usual) notices.emplace_back(one.country.text, address);
  }
  return notices;
}

std::vector<std::pair<std::string, std::string>> banner_texts(const JsonValue& language,
                                                              const Policy& policy) {
  std::vector<std::pair<std::string, std::string>> texts;
  if (const JsonValue* banner = language.find("banner"); banner != nullptr) {
    for (const JsonMember& member : banner->members) {
      texts.emplace_back(member.key, member.value.text);
    }
  }
  for (const BannerWords& own : policy.banner_words) {
    if (own.language.text != text_at(language, "language")) continue;
    for (const auto& [key, text] : own.words) {
      const auto found = std::find_if(texts.begin(), texts.end(), [&name = key](const auto& entry) {
        return entry.first == name;
      });
      if (found != texts.end()) found->second = text;
    }
  }
  for (auto& entry : texts) entry.second = filled_in(std::move(entry.second), policy);
  return texts;
}

std::string language_json(const JsonValue& language, const Policy& policy,
                          const Catalogue& catalogue) {
  const std::string_view id = text_at(language, "language");
  Json banner = Json::object();
  for (const auto& [key, text] : banner_texts(language, policy)) banner[key] = text;
  Json notices = Json::object();
  for (const auto& [country, address] : notices_in(policy, id)) notices[country] = address;
  banner["notices"] = std::move(notices);
  Json services = Json::array();
  for (const PolicyService& service : policy.services) {
    services.push_back(service_json(policy, service, id));
  }
  const Json file = {{"language", id},
                     {"direction", text_at(language, "direction")},
                     {"banner", std::move(banner)},
                     {"settings", json_at(language, "settings")},
                     {"authority", declaration_text(language, "authority")},
                     {"authorities", authorities_json(language, policy, catalogue)},
                     {"embed", json_at(language, "embed")},
                     {"categories", json_at(language, "categories")},
                     {"services", std::move(services)}};
  return file.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
