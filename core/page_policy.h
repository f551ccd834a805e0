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

/// Writes the policy's text into `out`: the site's own sources, then those of granted patterns in
/// the blob's order, each once. Returns the part written, a view into `out`. Errors: no_room.
Result<std::string_view> page_policy(const PolicyBlob& policy, const Decision& decision,
                                     std::span<char> out) noexcept;

}  // namespace akkoord
