// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "collector/dashboard/account_json.h"
#include "collector/dashboard/dashboard_routes.h"

namespace akkoord {

namespace {

using nlohmann::ordered_json;

ordered_json security_of(const DashboardRoute& route) {
  ordered_json ways = ordered_json::array();
  if (route.entrance == Entrance::open) return ways;
  ways.push_back({{"session", ordered_json::array()}});
  if (route.entrance == Entrance::program) ways.push_back({{"token", ordered_json::array()}});
  return ways;
}

ordered_json operation_of(const DashboardRoute& route) {
  ordered_json operation = {{"operationId", route.id},
                            {"summary", route.summary},
                            {"security", security_of(route)},
                            {"x-roles", roles_json(route.roles)}};
  ordered_json parameters = ordered_json::array();
  for (const RouteParameter& one : route.parameters) {
    parameters.push_back({{"name", one.name},
                          {"in", "query"},
                          {"required", one.required},
                          {"description", one.description},
                          {"schema", ordered_json::parse(one.schema)}});
  }
  if (!parameters.empty()) operation["parameters"] = parameters;
  if (!route.body.empty()) {
    operation["requestBody"] = {
        {"required", true},
        {"content", {{"application/json", {{"schema", ordered_json::parse(route.body)}}}}}};
  }
  operation["responses"] = {{"200", {{"description", "As the summary says."}}},
                            {"default", {{"$ref", "#/components/responses/fault"}}}};
  if (route.entrance != Entrance::open) {
    operation["responses"]["401"] = {{"$ref", "#/components/responses/fault"}};
    operation["responses"]["403"] = {{"$ref", "#/components/responses/fault"}};
  }
  return operation;
}

/// What is the same of all routes.
constexpr std::string_view shared_parts = R"json({
  "securitySchemes": {
    "session": { "type": "apiKey", "in": "cookie", "name": "__Host-akkoord",
      "description": "Unsafe methods also bear X-Akkoord-Csrf, as GET /api/session tells it, and the dashboard's Origin." },
    "token": { "type": "http", "scheme": "bearer", "description": "A read-only token that an admin has made." }
  },
  "responses": {
    "fault": {
      "description": "What is wrong, and what to do.",
      "content": { "application/json": { "schema": { "type": "object", "properties": { "error": {
        "type": "object", "properties": { "pointer": { "type": "string" }, "fault": { "type": "string" }, "remedy": { "type": "string" } } } } } } }
    }
  }
})json";

std::string lower(std::string_view method) {
  std::string text(method);
  for (char& letter : text) letter = static_cast<char>(letter - 'A' + 'a');
  return text;
}

}  // namespace

std::string openapi_document() {
  ordered_json paths = ordered_json::object();
  for (const DashboardRoute& route : dashboard_routes()) {
    paths[std::string(route.path)][lower(route.method)] = operation_of(route);
  }
  const ordered_json document = {
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Akkoord dashboard"},
        {"version", "1"},
        {"description",
         "Consent rates, for programs by a read-only token. Figures about fewer than 20 visitors "
         "are told as \"too_few\"."}}},
      {"paths", paths},
      {"components", ordered_json::parse(shared_parts)}};
  return document.dump();
}

}  // namespace akkoord
