// SPDX-License-Identifier: MIT
#include "collector/dashboard/accounts.h"

#include <algorithm>

#include "collector/dashboard/password.h"
#include "collector/dashboard/secret.h"
#include "collector/dashboard/transaction.h"

namespace akkoord {

namespace {

/// A hash that no password has, of the cost of all others: names that nobody has take as long.
const std::string& hash_of_nobody() {
  static const std::string hash = password_hash(new_secret());
  return hash;
}

TotpKey key_in(const std::string& bytes) {
  TotpKey key{};
  if (bytes.size() != key.size()) throw SqliteFault("a key is not as long as it was written");
  std::transform(bytes.begin(), bytes.end(), key.begin(),
                 [](char byte) { return static_cast<std::uint8_t>(byte); });
  return key;
}

/// What is known of whoever logs in.
struct Known {
  Account account{};
  std::string password = hash_of_nobody();
  TotpKey totp_key{};
  std::int64_t totp_step = 0;
};

Known known_as(Database& database, std::string_view name) {
  Statement find(database,
                 "SELECT number, name, roles, password, totp_key, totp_step FROM accounts "
                 "WHERE name = ?");
  find.bind_text(name);
  if (!find.step()) return {};
  return {{find.number(0), find.bytes(1), RoleSet::from_bits(find.number(2))},
          find.bytes(3),
          key_in(find.bytes(4)),
          find.number(5)};
}

}  // namespace

bool is_account_name(std::string_view name) noexcept {
  constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789.@_-";
  return name.size() >= 2 && name.size() <= max_account_name_bytes &&
         name.find_first_not_of(letters) == std::string_view::npos;
}

bool Accounts::none() {
  Statement count(database_, "SELECT COUNT(*) FROM accounts");
  return count.step() && count.number(0) == 0;
}

std::string Accounts::invite(RoleSet roles, std::int64_t expires_s) {
  std::string secret = new_secret();
  Transaction together(database_);
  if (none()) database_.run("DELETE FROM invitations");
  Statement add(database_,
                "INSERT INTO invitations (hash, roles, totp_key, expires_s) VALUES (?, ?, ?, ?)");
  add.bind_bytes(hash_of_secret("invitation", secret)).bind(roles.bits());
  add.bind_bytes(new_totp_key()).bind(expires_s).run();
  together.commit();
  return secret;
}

std::optional<Invitation> Accounts::invitation(std::string_view secret, std::int64_t now_s) {
  Statement find(database_,
                 "SELECT roles, totp_key FROM invitations WHERE hash = ? AND expires_s > ?");
  find.bind_bytes(hash_of_secret("invitation", secret)).bind(now_s);
  if (!find.step()) return std::nullopt;
  return Invitation{RoleSet::from_bits(find.number(0)), key_in(find.bytes(1))};
}

std::optional<Account> Accounts::accept(std::string_view secret, const Credentials& typed,
                                        std::int64_t now_s, std::string& fault) {
  if (!is_account_name(typed.name)) {
    fault = "a name has 2 to 64 lower-case letters, digits and any of .@_-";
    return std::nullopt;
  }
  fault = password_fault(typed.password, typed.name);
  if (!fault.empty()) return std::nullopt;
  const std::string hash = password_hash(typed.password);
  if (hash.empty()) throw SqliteFault("no memory for a password's hash");

  Transaction together(database_);
  const std::optional<Invitation> invited = invitation(secret, now_s);
  std::optional<std::int64_t> step;
  if (invited) step = totp_step(invited->totp_key, typed.code, now_s, 0);
  if (!invited) fault = "the invitation was used, or is over";
  if (invited && !step) fault = "the code is not the one that an app shows now";
  if (invited && step && named(typed.name)) fault = "another account has this name";
  if (!fault.empty()) return std::nullopt;

  Statement end(database_, "DELETE FROM invitations WHERE hash = ? OR expires_s <= ?");
  end.bind_bytes(hash_of_secret("invitation", secret)).bind(now_s).run();
  Statement add(database_,
                "INSERT INTO accounts (name, roles, password, totp_key, totp_step, made_s) "
                "VALUES (?, ?, ?, ?, ?, ?)");
  add.bind_text(typed.name).bind(invited->roles.bits()).bind_text(hash);
  add.bind_bytes(invited->totp_key).bind(*step).bind(now_s).run();
  std::optional<Account> made = named(typed.name);
  together.commit();
  return made;
}

std::optional<Account> Accounts::log_in(const Credentials& typed, std::int64_t now_s) {
  const Known known = known_as(database_, typed.name);
  const bool right = password_matches(known.password, typed.password);
  const std::optional<std::int64_t> step =
      totp_step(known.totp_key, typed.code, now_s, known.totp_step);
  if (known.account.number == 0 || !right || !step) return std::nullopt;
  // Of two who bring one code at once, one gets in.
  Statement use(database_,
                "UPDATE accounts SET totp_step = ? WHERE number = ? AND totp_step < ? RETURNING 1");
  use.bind(*step).bind(known.account.number).bind(*step);
  const bool used = use.step();
  use.reset();
  return used ? std::optional<Account>(known.account) : std::nullopt;
}

bool Accounts::set_password(std::int64_t number, std::string_view password) {
  const std::string hash = password_hash(password);
  if (hash.empty()) return false;
  Transaction together(database_);
  Statement set(database_, "UPDATE accounts SET password = ? WHERE number = ?");
  set.bind_text(hash).bind(number).run();
  Statement end(database_, "DELETE FROM sessions WHERE account = ?");
  end.bind(number).run();
  together.commit();
  return true;
}

std::vector<Account> Accounts::all() {
  std::vector<Account> accounts;
  Statement list(database_, "SELECT number, name, roles FROM accounts ORDER BY name");
  while (list.step()) {
    accounts.push_back({list.number(0), list.bytes(1), RoleSet::from_bits(list.number(2))});
  }
  return accounts;
}

std::optional<Account> Accounts::named(std::string_view name) {
  Known known = known_as(database_, name);
  if (known.account.number == 0) return std::nullopt;
  return std::move(known.account);
}

bool Accounts::other_admin_than(const Account& account) {
  Statement others(database_, "SELECT COUNT(*) FROM accounts WHERE number <> ? AND roles & ? <> 0");
  others.bind(account.number).bind(RoleSet{Role::admin}.bits());
  return others.step() && others.number(0) > 0;
}

bool Accounts::set_roles(const Account& account, RoleSet roles) {
  Transaction together(database_);
  if (!roles.has(Role::admin) && !other_admin_than(account)) return false;
  Statement set(database_, "UPDATE accounts SET roles = ? WHERE number = ?");
  set.bind(roles.bits()).bind(account.number).run();
  together.commit();
  return true;
}

bool Accounts::remove(const Account& account) {
  Transaction together(database_);
  if (!other_admin_than(account)) return false;
  Statement remove(database_, "DELETE FROM accounts WHERE number = ?");
  remove.bind(account.number).run();
  together.commit();
  return true;
}

}  // namespace akkoord
