// SPDX-License-Identifier: MIT
//
// Pages whose address tells of health: treatments, bookings. What follows visitors stays off there
// unless they named such pages themselves.
// Source: GDPR 9; CJEU C-21/23, inferred health data is health data.
#pragma once

#include <string_view>

#include "core/blob.h"
#include "core/service.h"

namespace akkoord {

/// Whether `path`, from '/', lies under one of the policy's sensitive routes.
[[nodiscard]] bool is_sensitive_route(const PolicyBlob& policy, std::string_view path) noexcept;

/// Whether `service` is of those that stay off there: advertising, social, session replay, and what
/// the policy says.
[[nodiscard]] bool follows_visitors(const Service& service) noexcept;

}  // namespace akkoord
