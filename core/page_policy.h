// SPDX-License-Identifier: MIT
//
// The Content-Security-Policy that a decision comes to. The browser refuses what it does not list,
// and so needs nobody to mark a tag. One list in `default-src`, since four directives with the
// same list made a header of 8.7 KB.
// Source: CSP Level 3; facts: browser enforcement.
#pragma once

#include <span>
#include <string_view>

#include "core/blob.h"
#include "core/decision.h"
#include "core/result.h"

namespace akkoord {

/// What every page policy begins with; sources follow, each after a blank. Inline code stays
/// allowed: what it reaches for is refused, and the site's own policy, if any, still applies.
inline constexpr std::string_view page_policy_opening =
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:";
/// What follows the sources; then comes section `forms` of the blob.
inline constexpr std::string_view page_policy_tail = "; form-action 'self'";

/// Writes the policy's text into `out`: the site's own sources, then those of granted patterns in
/// the blob's order, each once. Returns the part written, a view into `out`. Errors: no_room.
Result<std::string_view> page_policy(const PolicyBlob& policy, const Decision& decision,
                                     std::span<char> out) noexcept;

}  // namespace akkoord
