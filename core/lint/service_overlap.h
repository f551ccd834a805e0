// SPDX-License-Identifier: MIT
//
// Which known services an address pattern of a policy reaches, or is a part of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/policy.h"

namespace akkoord {

/// The services of `known` that have an address which a policy source `pattern` admits, or an
/// address that admits `pattern`. Shared ones count too.
[[nodiscard]] std::vector<const PolicyService*> services_reached(
    std::string_view pattern, const std::vector<PolicyService>& known);

/// Whether granting `pattern` lets an address of `other` through that is not shared.
[[nodiscard]] bool lets_through(std::string_view pattern, const PolicyService& other);

/// Whether `service` is `known` under another name: an address of it, not shared, is one of those
/// of `known`.
[[nodiscard]] bool is_part_of(const PolicyService& service, const PolicyService& known);

/// The services' names in quotes, the first three where there are more.
[[nodiscard]] std::string names_of(const std::vector<const PolicyService*>& services);

}  // namespace akkoord
