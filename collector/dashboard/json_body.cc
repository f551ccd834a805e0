// SPDX-License-Identifier: MIT
#include "collector/dashboard/json_body.h"

#include <string>

#include "core/event/event_fault.h"

namespace akkoord {

std::optional<DashboardReply> read_body(const DashboardRequest& request,
                                        std::span<const std::string_view> keys,
                                        const std::function<void(ObjectReader&)>& read) {
  EventFault fault;
  if (const std::optional<JsonValue> json = read_object(request.body, max_call_bytes, fault)) {
    ObjectReader object(*json, keys, fault);
    read(object);
  }
  if (fault.fault.empty()) return std::nullopt;
  return DashboardReply{.status = 400, .body = fault_json(fault)};
}

std::string text_of(ObjectReader& object, std::string_view key) {
  constexpr TextRule any = {1'024, nullptr, "Send at most 1024 bytes."};
  return std::string(object.text(key, any));
}

RoleSet roles_of(ObjectReader& object) {
  RoleSet roles;
  const JsonValue* list = object.value("roles", JsonKind::array, "It is a list of roles.");
  if (list == nullptr) return roles;
  for (const JsonValue& item : list->items) {
    const std::optional<Role> role =
        item.kind == JsonKind::string ? role_named(item.text) : std::nullopt;
    if (!role) object.refuse("roles", "a role is unknown", "Use marketing, officer and admin.");
    if (role) roles.add(*role);
  }
  if (roles.empty()) object.refuse("roles", "\"roles\" is empty", "Name one at least.");
  return roles;
}

}  // namespace akkoord
