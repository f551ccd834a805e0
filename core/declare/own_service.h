// SPDX-License-Identifier: MIT
//
// Akkoord's own records, declared as what they are: a strictly necessary service of the site.
#pragma once

#include "core/compile/policy.h"
#include "core/declare/declaration_text.h"

namespace akkoord {

/// Whether visitors are asked for consent to `service`.
[[nodiscard]] bool needs_consent(const PolicyService& service) noexcept;

/// Whether visitors are asked for anything; else no record is ever written.
[[nodiscard]] bool asks_consent(const Policy& policy) noexcept;

/// The service that keeps the visitor's choice (core/records.h), and what web/ keeps beside it
/// until the next page.
[[nodiscard]] PolicyService own_service(const Policy& policy, const DeclarationText& wording);

}  // namespace akkoord
