// SPDX-License-Identifier: MIT
#include "core/compile/language_text.h"

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <string_view>

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

Json service_json(const PolicyService& service, std::string_view language) {
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
  if (!service.exempt.empty()) json["exempt"] = true;
  return json;
}

}  // namespace

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

std::string language_json(const JsonValue& language, const Policy& policy) {
  const std::string_view id = text_at(language, "language");
  Json banner = Json::object();
  for (const auto& [key, text] : banner_texts(language, policy)) banner[key] = text;
  Json services = Json::array();
  for (const PolicyService& service : policy.services) {
    services.push_back(service_json(service, id));
  }
  const Json file = {{"language", id},
                     {"direction", text_at(language, "direction")},
                     {"banner", std::move(banner)},
                     {"settings", json_at(language, "settings")},
                     {"embed", json_at(language, "embed")},
                     {"categories", json_at(language, "categories")},
                     {"services", std::move(services)}};
  return file.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
