// SPDX-License-Identifier: MIT
//
// Phrases that lead somewhere: pages, places in a page, and mailboxes.
#pragma once

#include <string>
#include <string_view>

#include "core/declare/declaration.h"

namespace akkoord {

/// `text` that leads to `address`: https, http, a path of the site or a place in the page. Without
/// one of these it is a name that leads nowhere.
[[nodiscard]] TextRun link(std::string text, std::string_view address);

/// How to reach somebody: a mailbox, a page, or words that are neither.
[[nodiscard]] TextRun contact(const std::string& text);

}  // namespace akkoord
