// SPDX-License-Identifier: MIT
//
// The colours of banner, settings and placeholders: those of the policy, or our own, as a style
// sheet. A theme colours the light scheme. The dark one has colours of its own where the policy
// gives them ("dark"), or where it gives an accent alone; a background or text colour without
// "dark" is the site's look, which holds in both. Every answer has the same colours: there is no
// key for one of them (CNIL 2020-092, paragraph 34).
#pragma once

#include <string>

#include "core/compile/diagnostic.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Reports colours that can't be told apart: text below 4.5:1 (WCAG 1.4.3), buttons and switches
/// below 3:1 against the background (WCAG 1.4.11).
void check_theme(const Policy& policy, Diagnostics& diagnostics);

/// The theme as rules on `:host`: custom properties --paper, --ink, --accent, --on-accent and
/// --radius, each of which a page may set by its --akkoord-KEY; the dark scheme's; and the system's
/// own colours where the visitor wants more contrast.
[[nodiscard]] std::string theme_style(const Policy& policy);

}  // namespace akkoord
