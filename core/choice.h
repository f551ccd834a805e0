// SPDX-License-Identifier: MIT
//
// What a visitor chose: categories, single services that differ from their category, and whether
// the grants hold on sensitive routes too.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

#include "core/blob.h"
#include "core/category.h"
#include "core/result.h"
#include "core/service.h"

namespace akkoord {

/// The longest list of exceptions read or written, in bytes: a cookie holds no more (RFC 6265bis).
inline constexpr std::size_t max_exceptions_bytes = 4'096;

/// What a visitor grants, other circumstances aside.
struct Choice {
  /// The categories granted.
  CategorySet categories;
  /// Services granted although their category is refused.
  ServiceSet granted_alone;
  /// Services refused although their category is granted.
  ServiceSet refused_alone;
  /// Asked for by name: grants hold on pages whose address tells of health (GDPR 9).
  bool sensitive_routes = false;

  /// Whether this choice, other circumstances aside, grants `service`, the policy's `number`.
  [[nodiscard]] bool grants(ServiceNumber number, const Service& service) const noexcept {
    if (refused_alone.has(number)) return false;
    return categories.has(service.category) || granted_alone.has(number);
  }

  bool operator==(const Choice&) const noexcept = default;
};

/// Reads exceptions, `+youtube.-hotjar`, into `choice`; adds to what is there. A service that the
/// policy no longer has is passed over: removing one is no new question.
/// Returns how many exceptions were read. Errors: too_long, malformed with the offset.
Result<std::size_t> read_exceptions(std::string_view text, const PolicyBlob& policy,
                                    Choice& choice) noexcept;

/// Writes the exceptions of `choice` that differ from their categories; empty when there are none.
/// Returns the part written, a view into `out`. Errors: no_room.
Result<std::string_view> write_exceptions(const Choice& choice, const PolicyBlob& policy,
                                          std::span<char> out) noexcept;

/// Whether `choice` grants any service that has to be asked for.
[[nodiscard]] bool grants_anything(const Choice& choice, const PolicyBlob& policy) noexcept;

}  // namespace akkoord
