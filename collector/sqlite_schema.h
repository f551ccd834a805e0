// SPDX-License-Identifier: MIT
//
// The collector's database, and how an older one becomes today's.
//
//     events       what visitors chose, each with the salt of its entry in the proof log
//     refusals     ids of refusals, kept for the time in which one may be sent again, no longer
//     counts       how often a banner was shown or refused, by the site's day; nothing about anyone
//     log_hashes   the full subtrees of the proof log (core/proof/merkle_tree.h)
//     tree_heads   what was signed of the log, and when
//     log_keys     the keys that signed, each named by the one before
//     archive      policies, texts and scripts as they were in force, by their SHA-256
//
// and the sums that rates are made of (roll_up.h), none of which tells of one visitor. Each is by
// the site's day (local_days.h):
//
//     circumstances     what they are told apart by: policy, site, revision, banner, language...
//     choices           consents and withdrawals, by how and what was chosen
//     day_choices       the same in one row for each day and circumstances, for questions about
//     years service_choices   what consents say of single services choice_seconds    how long
//     choosing took, refusals too (choice_seconds.h) withdrawn         consents that were
//     withdrawn, by the day of the consent and days until then held              services and
//     unknown hosts that visitors' pages wanted zones             the time zone of each policy's
//     sites, for whoever rolls up rolled_up         the first leaf that is not in the sums yet
//
// PRAGMA user_version counts the steps taken; a step that has been released is never changed.
#pragma once

#include "collector/sqlite.h"

namespace akkoord {

/// Prepares a new connection for writing and brings the database up to date. Throws also where it
/// is newer than this program.
void prepare_for_writing(Database& database);

/// Prepares a new connection for reading. Throws where the database is of another version.
void prepare_for_reading(Database& database);

}  // namespace akkoord
