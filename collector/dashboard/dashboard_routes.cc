// SPDX-License-Identifier: MIT
#include "collector/dashboard/dashboard_routes.h"

#include <array>

#include "collector/dashboard/account_routes.h"
#include "collector/dashboard/session_routes.h"

namespace akkoord {

namespace {

constexpr RoleSet admins = {Role::admin};
constexpr RoleSet watchers = {Role::officer, Role::admin};

DashboardReply tell_api(DashboardRooms& /*rooms*/, const Caller& /*caller*/,
                        const DashboardRequest& /*request*/) {
  return {.body = openapi_document()};
}

constexpr std::string_view log_in_body =
    R"({"type":"object","required":["name","password","code"],"properties":{"name":{"type":"string"},"password":{"type":"string"},"code":{"type":"string"}}})";
constexpr std::string_view secret_body =
    R"({"type":"object","required":["secret"],"properties":{"secret":{"type":"string"}}})";
constexpr std::string_view accept_body =
    R"({"type":"object","required":["secret","name","password","code"],"properties":{"secret":{"type":"string"},"name":{"type":"string"},"password":{"type":"string"},"code":{"type":"string"}}})";
constexpr std::string_view password_body =
    R"({"type":"object","required":["password","code","new_password"],"properties":{"password":{"type":"string"},"code":{"type":"string"},"new_password":{"type":"string"}}})";
constexpr std::string_view invite_body =
    R"({"type":"object","required":["roles"],"properties":{"roles":{"type":"array","items":{"enum":["marketing","officer","admin"]}}}})";
constexpr std::string_view roles_body =
    R"({"type":"object","required":["name","roles"],"properties":{"name":{"type":"string"},"roles":{"type":"array","items":{"enum":["marketing","officer","admin"]}}}})";
constexpr std::string_view label_body =
    R"({"type":"object","required":["label"],"properties":{"label":{"type":"string"}}})";

constexpr std::array<RouteParameter, 1> by_name = {
    {{"name", R"({"type":"string"})", "The account.", true}}};
constexpr std::array<RouteParameter, 1> by_number = {
    {{"number", R"({"type":"integer"})", "The token.", true}}};
constexpr std::array<RouteParameter, 1> by_page = {
    {{"before", R"({"type":"integer"})", "Entries before this number; left out: the newest.",
      false}}};

constexpr std::array all_routes = {
    DashboardRoute{.method = "GET",
                   .path = "/api/openapi.json",
                   .entrance = Entrance::program,
                   .roles = every_role,
                   .answer = tell_api,
                   .id = "tellApi",
                   .summary = "This document."},
    DashboardRoute{.method = "GET",
                   .path = "/api/session",
                   .entrance = Entrance::open,
                   .answer = tell_session,
                   .id = "tellSession",
                   .summary = "Who is logged in, and the token that changes must bear."},
    DashboardRoute{.method = "POST",
                   .path = "/api/session",
                   .entrance = Entrance::open,
                   .answer = log_in,
                   .id = "logIn",
                   .summary = "Logs in.",
                   .body = log_in_body},
    DashboardRoute{.method = "DELETE",
                   .path = "/api/session",
                   .roles = every_role,
                   .answer = log_out,
                   .id = "logOut",
                   .summary = "Logs out."},
    DashboardRoute{.method = "DELETE",
                   .path = "/api/sessions",
                   .roles = every_role,
                   .answer = log_out_everywhere,
                   .id = "logOutEverywhere",
                   .summary = "Ends all sessions of the account."},
    DashboardRoute{.method = "POST",
                   .path = "/api/invitation",
                   .entrance = Entrance::open,
                   .answer = open_invitation,
                   .id = "openInvitation",
                   .summary = "What an invitation is for, with the key of its one-time codes.",
                   .body = secret_body},
    DashboardRoute{.method = "POST",
                   .path = "/api/account",
                   .entrance = Entrance::open,
                   .answer = accept_invitation,
                   .id = "acceptInvitation",
                   .summary = "Makes the account that an invitation is for, and logs in.",
                   .body = accept_body},
    DashboardRoute{.method = "PUT",
                   .path = "/api/password",
                   .roles = every_role,
                   .answer = change_password,
                   .id = "changePassword",
                   .summary = "Changes one's own password and ends all other sessions.",
                   .body = password_body},
    DashboardRoute{.method = "GET",
                   .path = "/api/accounts",
                   .roles = admins,
                   .answer = list_accounts,
                   .id = "listAccounts",
                   .summary = "All accounts with their roles."},
    DashboardRoute{.method = "POST",
                   .path = "/api/invitations",
                   .roles = admins,
                   .answer = invite_account,
                   .id = "inviteAccount",
                   .summary = "Makes a link with which somebody makes an account, once, in a day.",
                   .body = invite_body},
    DashboardRoute{.method = "PUT",
                   .path = "/api/accounts",
                   .roles = admins,
                   .answer = change_roles,
                   .id = "changeRoles",
                   .summary = "Gives an account other roles.",
                   .body = roles_body},
    DashboardRoute{.method = "DELETE",
                   .path = "/api/accounts",
                   .roles = admins,
                   .answer = remove_account,
                   .id = "removeAccount",
                   .summary = "Removes an account and ends its sessions.",
                   .parameters = by_name},
    DashboardRoute{.method = "GET",
                   .path = "/api/tokens",
                   .roles = admins,
                   .answer = list_tokens,
                   .id = "listTokens",
                   .summary = "All read-only tokens, less their secrets."},
    DashboardRoute{.method = "POST",
                   .path = "/api/tokens",
                   .roles = admins,
                   .answer = make_token,
                   .id = "makeToken",
                   .summary = "Makes a read-only token and tells it this once.",
                   .body = label_body},
    DashboardRoute{.method = "DELETE",
                   .path = "/api/tokens",
                   .roles = admins,
                   .answer = end_token,
                   .id = "endToken",
                   .summary = "Ends a read-only token.",
                   .parameters = by_number},
    DashboardRoute{.method = "GET",
                   .path = "/api/audit",
                   .roles = watchers,
                   .answer = list_audit,
                   .id = "listAudit",
                   .summary = "Who did what, newest first.",
                   .parameters = by_page},
};

}  // namespace

std::span<const DashboardRoute> dashboard_routes() noexcept {
  return all_routes;
}

}  // namespace akkoord
