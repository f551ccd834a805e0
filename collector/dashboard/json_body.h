// SPDX-License-Identifier: MIT
//
// A request's JSON, read by the rules of events: known keys, each once, each of its type, bounded.
#pragma once

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

#include "collector/dashboard/dashboard_request.h"
#include "collector/dashboard/role.h"
#include "core/event/object_reader.h"

namespace akkoord {

/// The longest body of most routes, in bytes.
inline constexpr std::size_t max_call_bytes = 8'192;

/// Reads the body, whose keys must be among `keys`, with `read`; nothing where all was well, or
/// what to answer.
[[nodiscard]] std::optional<DashboardReply> read_body(
    const DashboardRequest& request, std::span<const std::string_view> keys,
    const std::function<void(ObjectReader&)>& read);

/// A text of at most 1,024 bytes; empty after a fault.
[[nodiscard]] std::string text_of(ObjectReader& object, std::string_view key);

/// The list `roles`, which must name one at least.
[[nodiscard]] RoleSet roles_of(ObjectReader& object);

}  // namespace akkoord
