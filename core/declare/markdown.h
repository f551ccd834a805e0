// SPDX-License-Identifier: MIT
//
// The declaration as Markdown with tables (GitHub Flavored Markdown, 4.10), for sites whose pages
// are written in it. Whatever a policy says, it stays text: nothing in it becomes a mark or HTML.
#pragma once

#include <string>

#include "core/declare/declaration.h"

namespace akkoord {

/// The declaration, its title as a heading of the first level.
[[nodiscard]] std::string declaration_markdown(const Declaration& declaration);

}  // namespace akkoord
