// SPDX-License-Identifier: MIT
//
// Routes of the admin: who may come in, which programs may read, who did what.
#pragma once

#include "collector/dashboard/dashboard.h"

namespace akkoord {

/// All accounts with their roles.
DashboardReply list_accounts(DashboardRooms& rooms, const Caller& caller,
                             const DashboardRequest& request);
/// Makes a link: `{"roles":[...]}`.
DashboardReply invite_account(DashboardRooms& rooms, const Caller& caller,
                              const DashboardRequest& request);
/// Gives an account other roles: `{"name","roles"}`.
DashboardReply change_roles(DashboardRooms& rooms, const Caller& caller,
                            const DashboardRequest& request);
/// Removes an account: `?name=`.
DashboardReply remove_account(DashboardRooms& rooms, const Caller& caller,
                              const DashboardRequest& request);
/// All read-only tokens.
DashboardReply list_tokens(DashboardRooms& rooms, const Caller& caller,
                           const DashboardRequest& request);
/// Makes one: `{"label"}`; its secret is told this once.
DashboardReply make_token(DashboardRooms& rooms, const Caller& caller,
                          const DashboardRequest& request);
/// Ends one: `?number=`.
DashboardReply end_token(DashboardRooms& rooms, const Caller& caller,
                         const DashboardRequest& request);
/// The newest entries of the audit log: `?before=`.
DashboardReply list_audit(DashboardRooms& rooms, const Caller& caller,
                          const DashboardRequest& request);

}  // namespace akkoord
