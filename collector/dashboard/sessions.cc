// SPDX-License-Identifier: MIT
#include "collector/dashboard/sessions.h"

#include "collector/dashboard/secret.h"

namespace akkoord {

namespace {

constexpr std::string_view cookie_name = "__Host-akkoord";
/// Use is noted so often at most: each note is a write to disk.
constexpr std::int64_t note_every_s = 60;

Digest hash_of(std::string_view secret) {
  return hash_of_secret("session", secret);
}

}  // namespace

std::string Sessions::begin(const Account& account, std::int64_t now_s) {
  std::string secret = new_secret();
  Statement forget(database_, "DELETE FROM sessions WHERE begun_s <= ? OR seen_s <= ?");
  forget.bind(now_s - session_longest_s).bind(now_s - session_idle_s).run();
  Statement add(database_,
                "INSERT INTO sessions (hash, account, begun_s, seen_s) VALUES (?, ?, ?, ?)");
  add.bind_bytes(hash_of(secret)).bind(account.number).bind(now_s).bind(now_s).run();
  return secret;
}

std::optional<Account> Sessions::account_of(std::string_view secret, std::int64_t now_s) {
  if (secret.size() != secret_length) return std::nullopt;
  const Digest hash = hash_of(secret);
  Statement find(database_,
                 "SELECT number, name, roles, seen_s FROM sessions JOIN accounts "
                 "ON number = account WHERE hash = ? AND begun_s > ? AND seen_s > ?");
  find.bind_bytes(hash).bind(now_s - session_longest_s).bind(now_s - session_idle_s);
  if (!find.step()) return std::nullopt;
  const Account account{find.number(0), find.bytes(1), RoleSet::from_bits(find.number(2))};
  const bool is_noted = find.number(3) > now_s - note_every_s;
  find.reset();
  if (!is_noted) {
    Statement note(database_, "UPDATE sessions SET seen_s = ? WHERE hash = ?");
    note.bind(now_s).bind_bytes(hash).run();
  }
  return account;
}

void Sessions::end(std::string_view secret) {
  Statement end(database_, "DELETE FROM sessions WHERE hash = ?");
  end.bind_bytes(hash_of(secret)).run();
}

void Sessions::end_all(const Account& account) {
  Statement end(database_, "DELETE FROM sessions WHERE account = ?");
  end.bind(account.number).run();
}

std::string csrf_token(std::string_view secret) {
  return base64_url(hash_of_secret("csrf", secret));
}

std::string session_cookie(std::string_view secret) {
  return std::string(cookie_name) + "=" + std::string(secret) +
         (secret.empty() ? "; Max-Age=0" : "") + "; Path=/; Secure; HttpOnly; SameSite=Strict";
}

std::string_view session_in(std::string_view cookies) noexcept {
  while (!cookies.empty()) {
    const std::size_t end = cookies.find(';');
    std::string_view one = cookies.substr(0, end);
    cookies.remove_prefix(end == std::string_view::npos ? cookies.size() : end + 1);
    one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
    const std::size_t equals = one.find('=');
    if (one.substr(0, equals) == cookie_name && equals != std::string_view::npos) {
      return one.substr(equals + 1);
    }
  }
  return {};
}

}  // namespace akkoord
