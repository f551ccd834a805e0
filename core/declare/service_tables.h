// SPDX-License-Identifier: MIT
//
// What a category's services are for, on which legal basis, who receives data and where; and the
// companies in third countries.
#pragma once

#include <string_view>
#include <vector>

#include "core/category.h"
#include "core/compile/policy.h"
#include "core/declare/declaration.h"
#include "core/declare/declaration_text.h"
#include "core/declare/names.h"
#include "core/declare/stored.h"

namespace akkoord {

/// What decides on the legal basis: the policy and the country, empty where all are meant.
struct BasisPlace {
  const Policy& policy;      ///< Whose countries.
  std::string_view country;  ///< As the policy spells it.
};

/// The part about `category` and its `services`, of which there is at least one.
[[nodiscard]] Section category_section(Category category,
                                       const std::vector<const PolicyService*>& services,
                                       const BasisPlace& place, const DeclarationText& wording,
                                       const Names& names);

/// Which of the companies behind `services` are established in third countries (GDPR 13(1)(f)). Its
/// one group has no rows where none is.
[[nodiscard]] Table transfers_table(const std::vector<const PolicyService*>& services,
                                    const DeclarationText& wording, const Names& names);

}  // namespace akkoord
