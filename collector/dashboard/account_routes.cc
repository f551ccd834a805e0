// SPDX-License-Identifier: MIT
#include "collector/dashboard/account_routes.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "collector/dashboard/account_json.h"
#include "collector/dashboard/json_body.h"

namespace akkoord {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t max_label_bytes = 64;
constexpr std::int64_t entries_a_page = 200;

/// A whole number of a query; 0 where it is none.
std::int64_t number_of(const DashboardRequest& request, std::string_view key) {
  const std::string text = query_value(request.query, key).value_or("");
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  return error == std::errc() && stop == end ? number : 0;
}

DashboardReply no_such_account() {
  return refused_call(404, "nobody has this name", "Look at the list of accounts.");
}

DashboardReply last_admin() {
  return refused_call(409, "nobody else is an admin", "Make another account admin first.");
}

std::string_view deed_name(Deed deed) {
  const auto found = std::find_if(deed_names.begin(), deed_names.end(),
                                  [deed](const auto& one) { return one.first == deed; });
  return found == deed_names.end() ? std::string_view("unknown") : found->second;
}

}  // namespace

DashboardReply list_accounts(DashboardRooms& rooms, const Caller& /*caller*/,
                             const DashboardRequest& /*request*/) {
  ordered_json list = ordered_json::array();
  for (const Account& account : rooms.accounts.all()) list.push_back(account_json(account));
  return {.body = ordered_json{{"accounts", list}}.dump()};
}

DashboardReply invite_account(DashboardRooms& rooms, const Caller& caller,
                              const DashboardRequest& request) {
  constexpr std::array<std::string_view, 1> keys = {"roles"};
  RoleSet roles;
  const auto wrong =
      read_body(request, keys, [&roles](ObjectReader& object) { roles = roles_of(object); });
  if (wrong) return *wrong;
  const std::int64_t now_s = rooms.settings.now_s();
  rooms.audit.note(now_s, caller.account->name, Deed::invited, roles_json(roles).dump());
  const std::string secret = rooms.accounts.invite(roles, now_s + invitation_s);
  const ordered_json body = {{"link", invitation_link(rooms.settings.origins.front(), secret)},
                             {"expires_s", now_s + invitation_s}};
  return {.status = 201, .body = body.dump()};
}

DashboardReply change_roles(DashboardRooms& rooms, const Caller& caller,
                            const DashboardRequest& request) {
  constexpr std::array<std::string_view, 2> keys = {"name", "roles"};
  std::string name;
  RoleSet roles;
  const auto wrong = read_body(request, keys, [&](ObjectReader& object) {
    name = text_of(object, "name");
    roles = roles_of(object);
  });
  if (wrong) return *wrong;
  std::optional<Account> account = rooms.accounts.named(name);
  if (!account) return no_such_account();
  rooms.audit.note(rooms.settings.now_s(), caller.account->name, Deed::changed_roles,
                   name + " " + roles_json(roles).dump());
  if (!rooms.accounts.set_roles(*account, roles)) return last_admin();
  account->roles = roles;
  return {.body = account_json(*account).dump()};
}

DashboardReply remove_account(DashboardRooms& rooms, const Caller& caller,
                              const DashboardRequest& request) {
  const std::string name = query_value(request.query, "name").value_or("");
  const std::optional<Account> account = rooms.accounts.named(name);
  if (!account) return no_such_account();
  rooms.audit.note(rooms.settings.now_s(), caller.account->name, Deed::removed_account, name);
  if (!rooms.accounts.remove(*account)) return last_admin();
  return {.body = "{}"};
}

DashboardReply list_tokens(DashboardRooms& rooms, const Caller& /*caller*/,
                           const DashboardRequest& /*request*/) {
  ordered_json list = ordered_json::array();
  for (const ReadToken& token : rooms.tokens.all()) {
    list.push_back({{"number", token.number}, {"label", token.label}, {"made_s", token.made_s}});
  }
  return {.body = ordered_json{{"tokens", list}}.dump()};
}

DashboardReply make_token(DashboardRooms& rooms, const Caller& caller,
                          const DashboardRequest& request) {
  constexpr std::array<std::string_view, 1> keys = {"label"};
  std::string label;
  const auto wrong = read_body(request, keys, [&label](ObjectReader& object) {
    label = text_of(object, "label");
    if (label.empty() || label.size() > max_label_bytes) {
      object.refuse("label", "the label has no 1 to 64 bytes", "Name what the token is for.");
    }
  });
  if (wrong) return *wrong;
  const std::int64_t now_s = rooms.settings.now_s();
  rooms.audit.note(now_s, caller.account->name, Deed::made_token, label);
  const ordered_json body = {{"label", label}, {"token", rooms.tokens.make(label, now_s)}};
  return {.status = 201, .body = body.dump()};
}

DashboardReply end_token(DashboardRooms& rooms, const Caller& caller,
                         const DashboardRequest& request) {
  const std::optional<std::string> label = rooms.tokens.end(number_of(request, "number"));
  if (!label) return refused_call(404, "there is no such token", "Look at the list of tokens.");
  rooms.audit.note(rooms.settings.now_s(), caller.account->name, Deed::ended_token, *label);
  return {.body = "{}"};
}

DashboardReply list_audit(DashboardRooms& rooms, const Caller& /*caller*/,
                          const DashboardRequest& request) {
  ordered_json list = ordered_json::array();
  for (const AuditEntry& entry : rooms.audit.newest(entries_a_page, number_of(request, "before"))) {
    list.push_back({{"number", entry.number},
                    {"time_s", entry.time_s},
                    {"who", entry.who},
                    {"deed", deed_name(entry.deed)},
                    {"subject", entry.subject}});
  }
  return {.body = ordered_json{{"entries", list}}.dump()};
}

}  // namespace akkoord
