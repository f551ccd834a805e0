// SPDX-License-Identifier: MIT
#include "core/compile/preset_list.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <vector>

#include "core/compile/policy.h"
#include "core/compile/read.h"
#include "core/compile/web_socket.h"

namespace akkoord {

namespace {

using Json = nlohmann::ordered_json;

Json preset_json(const PolicyService& preset) {
  Json urls = Json::array();
  for (const UrlClaim& claim : preset.urls) {
    if (!is_socket_source(claim.pattern)) urls.push_back(claim.pattern);
  }
  Json cookies = Json::array();
  for (const CookieClaim& cookie : preset.cookies) {
    if (cookie.host.empty()) cookies.push_back(cookie.name);
  }
  Json entry = {{"id", preset.id},
                {"name", preset.name},
                {"category", name_of(preset.category)},
                {"urls", std::move(urls)},
                {"cookies", std::move(cookies)}};
  for (std::size_t kind = 0; kind < storage_kind_count; ++kind) {
    Json& names = entry[std::string(storage_keys[kind])] = Json::array();
    for (const PlacedText& name : preset.storage[kind]) names.push_back(name.text);
  }
  return entry;
}

}  // namespace

std::string preset_list(const Catalogue& catalogue) {
  std::vector<JsonValue> presets;
  for (const CatalogueFile& file : catalogue.presets) {
    Diagnostics unread;
    std::optional<JsonValue> preset = read_json(file.text, file.id, unread);
    if (preset) presets.push_back(std::move(*preset));
  }
  Json list = Json::array();
  for (const PolicyService& preset : policy_from_json(JsonValue{}, presets).services) {
    list.push_back(preset_json(preset));
  }
  const Json file = {{"presets", std::move(list)}};
  return file.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace akkoord
