// SPDX-License-Identifier: MIT
//
// Routes about coming in: log-in and log-out, invitations, one's own password.
#pragma once

#include "collector/dashboard/dashboard.h"

namespace akkoord {

/// Who is in, and the CSRF token; `"account": null` where nobody is.
DashboardReply tell_session(DashboardRooms& rooms, const Caller& caller,
                            const DashboardRequest& request);
/// Logs in: `{"name","password","code"}`.
DashboardReply log_in(DashboardRooms& rooms, const Caller& caller, const DashboardRequest& request);
/// Logs out.
DashboardReply log_out(DashboardRooms& rooms, const Caller& caller,
                       const DashboardRequest& request);
/// Logs out everywhere.
DashboardReply log_out_everywhere(DashboardRooms& rooms, const Caller& caller,
                                  const DashboardRequest& request);
/// What an invitation is for, with the key of the one-time codes: `{"secret"}`.
DashboardReply open_invitation(DashboardRooms& rooms, const Caller& caller,
                               const DashboardRequest& request);
/// Makes the account: `{"secret","name","password","code"}`. Its session begins with it.
DashboardReply accept_invitation(DashboardRooms& rooms, const Caller& caller,
                                 const DashboardRequest& request);
/// Changes one's own password: `{"password","code","new_password"}`. All other sessions end.
DashboardReply change_password(DashboardRooms& rooms, const Caller& caller,
                               const DashboardRequest& request);

}  // namespace akkoord
