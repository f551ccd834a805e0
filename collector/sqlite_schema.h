// SPDX-License-Identifier: MIT
//
// The collector's database, and how an older one becomes today's.
//
//     events       what visitors chose, each with the salt of its entry in the proof log
//     refusals     ids of refusals, kept for the time in which one may be sent again, no longer
//     counts       how often a banner was shown or refused, by day; nothing about anyone
//     log_hashes   the full subtrees of the proof log (core/proof/merkle_tree.h)
//     tree_heads   what was signed of the log, and when
//     log_keys     the keys that signed, each named by the one before
//     archive      policies, texts and scripts as they were in force, by their SHA-256
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
