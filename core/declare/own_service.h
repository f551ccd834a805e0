// SPDX-License-Identifier: MIT
//
// Akkoord's own records, declared as what they are: a strictly necessary service of the site.
#pragma once

#include <string_view>

#include "core/compile/policy.h"
#include "core/declare/declaration_text.h"

namespace akkoord {

/// Whether visitors are asked for consent to `service`, on some pages at least.
[[nodiscard]] bool needs_consent(const Policy& policy, const PolicyService& service) noexcept;

/// Whether visitors are asked for anything; else no record is ever written.
[[nodiscard]] bool asks_consent(const Policy& policy) noexcept;

/// The service that keeps the visitor's choice (core/records.h), and what web/ keeps beside it
/// until the next page; its notice is that of `country`.
[[nodiscard]] PolicyService own_service(const Policy& policy, const DeclarationText& wording,
                                        std::string_view country = {});

}  // namespace akkoord
