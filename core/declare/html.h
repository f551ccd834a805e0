// SPDX-License-Identifier: MIT
//
// The declaration as HTML: a fragment for any page, or a page of its own.
//
//     <section class="akkoord-declaration" lang="nl" dir="ltr" ...>
//       <h2>, <p>, <dl>, <table> with caption and scope; a <section> for each part
//
// All text is escaped and nothing in it runs. The fragment has no style; its style sheet
// (web/declaration/declaration.css) and that of the page are the catalogue's.
#pragma once

#include <string>
#include <string_view>

#include "core/compile/policy.h"
#include "core/declare/declaration.h"

namespace akkoord {

/// The fragment, its title as a heading of the second level.
[[nodiscard]] std::string declaration_html(const Declaration& declaration);

/// `style` as an element to stand ahead of a fragment.
[[nodiscard]] std::string style_element(std::string_view style);

/// A whole page with `style` and the colours of `policy`. Its own page policy (CSP) allows that
/// style by its hash and nothing else.
[[nodiscard]] std::string declaration_page(const Declaration& declaration, const Policy& policy,
                                           std::string_view style);

}  // namespace akkoord
