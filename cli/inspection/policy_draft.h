// SPDX-License-Identifier: MIT
//
// A policy to start from, or the given one with what was missing: the presets that fit, and the
// site's own cookies and items that nobody claims. Hosts that no one knows are candidates for
// "first_party", in the draft's $comment: pasted unread, a list of them would let a tracker pass.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/inspection.h"

namespace akkoord {

/// The draft as JSON, ending in '\n'. `policy` is the text of a policy that compiles, or empty.
[[nodiscard]] std::string policy_draft(const std::vector<PageReport>& reports,
                                       std::string_view policy);

}  // namespace akkoord
