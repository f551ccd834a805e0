// SPDX-License-Identifier: MIT
//
// Who may come into the dashboard. An account is made by whoever opens an invitation: a link that
// holds for a while and once. Its owner chooses name and password and proves, by a first code, that
// an app has the key of the one-time codes; nobody else ever sees either.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "collector/dashboard/role.h"
#include "collector/dashboard/totp.h"
#include "collector/sqlite.h"

namespace akkoord {

/// The longest name of an account, in bytes.
inline constexpr std::size_t max_account_name_bytes = 64;
/// For how long the first invitation holds, in seconds.
inline constexpr std::int64_t first_invitation_s = 3'600;
/// For how long others do.
inline constexpr std::int64_t invitation_s = 86'400;

/// Somebody.
struct Account {
  std::int64_t number = 0;  ///< Never used again for another.
  std::string name{};       ///< What they log in with.
  RoleSet roles{};          ///< What they may see.
};

/// An account to be made.
struct Invitation {
  RoleSet roles{};     ///< Its roles.
  TotpKey totp_key{};  ///< The key of its one-time codes.
};

/// What somebody typed.
struct Credentials {
  std::string_view name{};      ///< The account.
  std::string_view password{};  ///< Its password.
  std::string_view code{};      ///< A one-time code.
};

/// Whether `name` can be an account's: lower-case letters, digits and `.@_-`.
[[nodiscard]] bool is_account_name(std::string_view name) noexcept;

/// The accounts in a dashboard's database. Everything throws SqliteFault.
class Accounts {
 public:
  /// Those in `database`, which must outlive this.
  explicit Accounts(Database& database) : database_(database) {}

  /// Whether nobody has an account yet.
  [[nodiscard]] bool none();
  /// Makes an invitation that holds until `expires_s`, and returns its secret. As long as there is
  /// no account, former invitations end by it.
  [[nodiscard]] std::string invite(RoleSet roles, std::int64_t expires_s);
  /// The invitation of `secret`; nothing where it is none, was used or is over.
  [[nodiscard]] std::optional<Invitation> invitation(std::string_view secret, std::int64_t now_s);
  /// Makes the account and ends the invitation; nothing where something is wrong, and `fault` says
  /// what.
  [[nodiscard]] std::optional<Account> accept(std::string_view secret, const Credentials& typed,
                                              std::int64_t now_s, std::string& fault);

  /// Whose credentials these are; nothing where they are not right. It takes as long for names that
  /// nobody has, and says no more about why.
  [[nodiscard]] std::optional<Account> log_in(const Credentials& typed, std::int64_t now_s);
  /// Gives an account another password and ends all its sessions.
  [[nodiscard]] bool set_password(std::int64_t number, std::string_view password);

  /// All, by name.
  [[nodiscard]] std::vector<Account> all();
  /// The account of that name.
  [[nodiscard]] std::optional<Account> named(std::string_view name);
  /// Gives an account other roles; false where it would leave no admin.
  [[nodiscard]] bool set_roles(const Account& account, RoleSet roles);
  /// Removes an account with its sessions; false where it would leave no admin.
  [[nodiscard]] bool remove(const Account& account);

 private:
  [[nodiscard]] bool other_admin_than(const Account& account);

  Database& database_;
};

}  // namespace akkoord
