// SPDX-License-Identifier: MIT
//
// What services keep in a browser: names, kinds, whose domain, and how long (CJEU Planet49,
// C-673/17: visitors are told durations and whether third parties have access).
#pragma once

#include <vector>

#include "core/compile/policy.h"
#include "core/declare/declaration.h"
#include "core/declare/declaration_text.h"
#include "core/declare/names.h"

namespace akkoord {

/// Heads of the columns of stored_by().
[[nodiscard]] std::vector<std::string> stored_columns(const DeclarationText& wording);

/// A row for the names under which `service` keeps something of one kind, in one place, for as
/// long.
[[nodiscard]] RowGroup stored_by(const PolicyService& service, const DeclarationText& wording,
                                 const Names& names);

/// Whether a name among them stands for all that begin so.
[[nodiscard]] bool stores_patterns(const PolicyService& service) noexcept;

}  // namespace akkoord
