// SPDX-License-Identifier: MIT
//
// A dashboard's database in a folder of its own, and people with accounts in it.
#pragma once

#include <string>
#include <string_view>

#include "collector/dashboard/accounts.h"
#include "collector/dashboard/dashboard_schema.h"
#include "collector/signing_key.h"
#include "tests/collector/test_store.h"

namespace akkoord::test {

inline constexpr std::string_view good_password = "five geese sing";

/// A database as the dashboard prepares it.
struct DashboardPlace {
  TemporaryFolder folder{};
  bool is_ready = prepare_ciphers();
  Database database{folder.path() / "dashboard.db", Database::Use::write};
  Accounts accounts{database};

  DashboardPlace() { prepare_dashboard(database); }

  /// Makes an account at start_s; its key is written to `key`.
  Account made(std::string_view name, RoleSet roles, TotpKey* key = nullptr) {
    const std::string secret = accounts.invite(roles, start_s + 60);
    const TotpKey shared = accounts.invitation(secret, start_s).value().totp_key;
    if (key != nullptr) *key = shared;
    std::string fault;
    const std::string code = totp_code(shared, start_s / totp_step_s);
    return accounts.accept(secret, {name, good_password, code}, start_s, fault).value();
  }
};

/// The code at a time.
inline std::string code_at(const TotpKey& key, std::int64_t now_s) {
  return totp_code(key, now_s / totp_step_s);
}

}  // namespace akkoord::test
