// SPDX-License-Identifier: MIT
//
// What the dashboard knows of its own people, in a database beside the one of the visitors
// (`dashboard.db` in the data folder), so that who looks at proofs and who gave consent never lie
// in one file, and so that neither waits for the other's disk:
//
//     accounts      who may come in: name, password (Argon2id), key of the one-time codes, roles
//     invitations   links that make an account, once
//     sessions      who is in: the hash of the cookie, when it began and was last used
//     tokens        read-only keys to the rates, for programs
//     audit         who did what and when; rows are never changed or deleted (triggers see to it)
//
// PRAGMA user_version counts the steps taken; a step that has been released is never changed.
#pragma once

#include "collector/sqlite.h"

namespace akkoord {

/// Prepares a new connection and brings the database up to date. Throws also where it is newer than
/// this program.
void prepare_dashboard(Database& database);

}  // namespace akkoord
