// SPDX-License-Identifier: MIT
//
// Accounts and roles as answers write them.
#pragma once

#include <nlohmann/json.hpp>

#include "collector/dashboard/accounts.h"

namespace akkoord {

/// `["marketing", "admin"]`
[[nodiscard]] inline nlohmann::ordered_json roles_json(RoleSet roles) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const auto& [role, name] : role_names) {
    if (roles.has(role)) list.push_back(name);
  }
  return list;
}

/// `{"name": "an", "roles": [...]}`
[[nodiscard]] inline nlohmann::ordered_json account_json(const Account& account) {
  return {{"name", account.name}, {"roles", roles_json(account.roles)}};
}

}  // namespace akkoord
