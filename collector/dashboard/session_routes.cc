// SPDX-License-Identifier: MIT
#include "collector/dashboard/session_routes.h"

#include <array>
#include <nlohmann/json.hpp>

#include "collector/dashboard/account_json.h"
#include "collector/dashboard/json_body.h"
#include "collector/dashboard/password.h"
#include "collector/dashboard/secret.h"

namespace akkoord {

namespace {

using nlohmann::ordered_json;

/// What a failed log-in is noted as where nobody has that name: what was typed there may be a
/// password.
constexpr std::string_view nobody = "(unknown name)";

ordered_json session_json(const Account& account, std::string_view secret) {
  return {{"account", account_json(account)}, {"csrf", csrf_token(secret)}};
}

/// Lets an account in under a new secret; a session of this browser's ends.
DashboardReply let_in(DashboardRooms& rooms, const Caller& caller, const Account& account) {
  if (!caller.secret.empty()) rooms.sessions.end(caller.secret);
  const std::string secret = rooms.sessions.begin(account, rooms.settings.now_s());
  DashboardReply reply{.body = session_json(account, secret).dump()};
  reply.headers.emplace_back("Set-Cookie", session_cookie(secret));
  return reply;
}

DashboardReply let_out() {
  DashboardReply reply{.body = ordered_json{{"account", nullptr}}.dump()};
  reply.headers.emplace_back("Set-Cookie", session_cookie({}));
  return reply;
}

DashboardReply too_often() {
  DashboardReply reply =
      refused_call(429, "log-in was tried too often", "Wait a minute, then try again.");
  reply.headers.emplace_back("Retry-After", "60");
  return reply;
}

DashboardReply wrong_credentials() {
  return refused_call(403, "name, password and code do not belong together",
                      "Type them again, with the code that the app shows now.");
}

/// What `log_in` and those that ask for a password again have in common.
struct Typed {
  std::string name{};
  std::string password{};
  std::string code{};
  [[nodiscard]] Credentials credentials() const { return {name, password, code}; }
};

}  // namespace

DashboardReply tell_session(DashboardRooms& /*rooms*/, const Caller& caller,
                            const DashboardRequest& /*request*/) {
  if (!caller.account) return {.body = ordered_json{{"account", nullptr}}.dump()};
  return {.body = session_json(*caller.account, caller.secret).dump()};
}

DashboardReply log_in(DashboardRooms& rooms, const Caller& caller,
                      const DashboardRequest& request) {
  constexpr std::array<std::string_view, 3> keys = {"name", "password", "code"};
  Typed typed;
  const auto wrong = read_body(request, keys, [&typed](ObjectReader& object) {
    typed = {text_of(object, "name"), text_of(object, "password"), text_of(object, "code")};
  });
  if (wrong) return *wrong;
  const std::int64_t now_s = rooms.settings.now_s();
  if (!rooms.log_ins.pass(typed.name, now_s)) return too_often();
  const std::optional<Account> account = rooms.accounts.log_in(typed.credentials(), now_s);
  if (!account) {
    // Noted either way, so that names which nobody has take as long.
    const bool is_known = rooms.accounts.named(typed.name).has_value();
    rooms.audit.note(now_s, is_known ? std::string_view(typed.name) : nobody,
                     Deed::failed_to_log_in);
    return wrong_credentials();
  }
  rooms.log_ins.forget(typed.name);
  rooms.audit.note(now_s, account->name, Deed::logged_in);
  return let_in(rooms, caller, *account);
}

DashboardReply log_out(DashboardRooms& rooms, const Caller& caller,
                       const DashboardRequest& /*request*/) {
  rooms.audit.note(rooms.settings.now_s(), caller.account->name, Deed::logged_out);
  rooms.sessions.end(caller.secret);
  return let_out();
}

DashboardReply log_out_everywhere(DashboardRooms& rooms, const Caller& caller,
                                  const DashboardRequest& /*request*/) {
  rooms.audit.note(rooms.settings.now_s(), caller.account->name, Deed::logged_out_everywhere);
  rooms.sessions.end_all(*caller.account);
  return let_out();
}

DashboardReply open_invitation(DashboardRooms& rooms, const Caller& /*caller*/,
                               const DashboardRequest& request) {
  constexpr std::array<std::string_view, 1> keys = {"secret"};
  std::string secret;
  const auto wrong = read_body(
      request, keys, [&secret](ObjectReader& object) { secret = text_of(object, "secret"); });
  if (wrong) return *wrong;
  const auto invitation = rooms.accounts.invitation(secret, rooms.settings.now_s());
  if (!invitation) {
    return refused_call(404, "the invitation was used, or is over",
                        "Ask an admin for a new link; the first one is printed by the collector.");
  }
  const ordered_json body = {{"roles", roles_json(invitation->roles)},
                             {"totp_key", base32(invitation->totp_key)},
                             {"otpauth", otpauth_url(invitation->totp_key, "dashboard")}};
  return {.body = body.dump()};
}

DashboardReply accept_invitation(DashboardRooms& rooms, const Caller& caller,
                                 const DashboardRequest& request) {
  constexpr std::array<std::string_view, 4> keys = {"secret", "name", "password", "code"};
  std::string secret;
  Typed typed;
  const auto wrong = read_body(request, keys, [&](ObjectReader& object) {
    secret = text_of(object, "secret");
    typed = {text_of(object, "name"), text_of(object, "password"), text_of(object, "code")};
  });
  if (wrong) return *wrong;
  const std::int64_t now_s = rooms.settings.now_s();
  // A guess at a secret of 256 bits costs no hash, and a guess at its code counts here.
  if (!rooms.log_ins.pass("invitation " + secret, now_s)) return too_often();
  std::string fault;
  const auto account = rooms.accounts.accept(secret, typed.credentials(), now_s, fault);
  if (!account) return refused_call(400, fault, "Change it and send it again.");
  rooms.audit.note(now_s, account->name, Deed::made_account);
  return let_in(rooms, caller, *account);
}

DashboardReply change_password(DashboardRooms& rooms, const Caller& caller,
                               const DashboardRequest& request) {
  constexpr std::array<std::string_view, 3> keys = {"password", "code", "new_password"};
  Typed typed;
  std::string wanted;
  const auto wrong = read_body(request, keys, [&](ObjectReader& object) {
    typed = {caller.account->name, text_of(object, "password"), text_of(object, "code")};
    wanted = text_of(object, "new_password");
  });
  if (wrong) return *wrong;
  const std::string_view fault = password_fault(wanted, typed.name);
  if (!fault.empty()) return refused_call(400, std::string(fault), "Choose another.");
  const std::int64_t now_s = rooms.settings.now_s();
  if (!rooms.log_ins.pass(typed.name, now_s)) return too_often();
  if (!rooms.accounts.log_in(typed.credentials(), now_s)) return wrong_credentials();
  rooms.audit.note(now_s, typed.name, Deed::changed_password);
  if (!rooms.accounts.set_password(caller.account->number, wanted)) {
    return refused_call(503, "the password can't be kept now", "Try again in a moment.");
  }
  rooms.log_ins.forget(typed.name);
  return let_in(rooms, caller, *caller.account);
}

}  // namespace akkoord
