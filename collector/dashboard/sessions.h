// SPDX-License-Identifier: MIT
//
// Who is in. A session begins with each log-in under a new secret, which its cookie carries; it
// ends when it was not used for a while, when it is old, and when its account says so:
//
//     __Host-akkoord=SECRET; Path=/; Secure; HttpOnly; SameSite=Strict
//
// Whoever changes something also sends the session's CSRF token, which only its own pages can read.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "collector/dashboard/accounts.h"
#include "collector/sqlite.h"

namespace akkoord {

/// Ends a session that was not used for so long, in seconds (OWASP ASVS 4.0, 3.3.2).
inline constexpr std::int64_t session_idle_s = 1'800;
/// Ends it in any case.
inline constexpr std::int64_t session_longest_s = 43'200;

/// The sessions in a dashboard's database. Everything throws SqliteFault.
class Sessions {
 public:
  /// Those in `database`, which must outlive this.
  explicit Sessions(Database& database) : database_(database) {}

  /// Begins one and returns its secret.
  [[nodiscard]] std::string begin(const Account& account, std::int64_t now_s);
  /// Whose session `secret` is, with the roles of now; nothing where it is over. Counts as use.
  [[nodiscard]] std::optional<Account> account_of(std::string_view secret, std::int64_t now_s);
  /// Ends one.
  void end(std::string_view secret);
  /// Ends all of an account.
  void end_all(const Account& account);

 private:
  Database& database_;
};

/// The token that goes with the session `secret`.
[[nodiscard]] std::string csrf_token(std::string_view secret);

/// The Set-Cookie value that gives `secret`; an empty one takes it away.
[[nodiscard]] std::string session_cookie(std::string_view secret);

/// The secret in a Cookie header; empty where there is none.
[[nodiscard]] std::string_view session_in(std::string_view cookies) noexcept;

}  // namespace akkoord
