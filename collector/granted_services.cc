// SPDX-License-Identifier: MIT
#include "collector/granted_services.h"

#include <algorithm>

#include "collector/receipt_party.h"

namespace akkoord {

namespace {

using nlohmann::json;

/// Whether a service needs no consent in `country`.
bool is_exempt(const json& service, const json& country) {
  const auto exempt = service.find("exempt");
  if (exempt == service.end()) return false;
  if (exempt->is_boolean()) return exempt->get<bool>();
  return exempt->is_array() && std::find(exempt->begin(), exempt->end(), country) != exempt->end();
}

}  // namespace

std::vector<AskedService> asked_services(const json& words, const json& event) {
  std::vector<AskedService> asked;
  const auto services = words.find("services");
  if (services == words.end() || !services->is_array()) return asked;
  const json& choice = event.at("choice");
  const json& exceptions = event.at("services");
  for (const json& service : *services) {
    if (!service.is_object() || is_exempt(service, event.at("jurisdiction"))) continue;
    const auto category = choice.find(text_of(service, "category"));
    if (category == choice.end()) continue;  // mandatory
    const auto exception = exceptions.find(text_of(service, "id"));
    const json& answer = exception == exceptions.end() ? *category : *exception;
    asked.push_back({&service, answer.get<bool>()});
  }
  return asked;
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

}  // namespace akkoord
