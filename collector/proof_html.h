// SPDX-License-Identifier: MIT
//
// HTML from texts of others: escaped, and what would turn the direction of writing spelt out.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// `text` as HTML shows it.
[[nodiscard]] std::string html_text(std::string_view text);
/// <TAG ATTRIBUTES>CONTENT</TAG>; `content` is HTML.
[[nodiscard]] std::string html_element(std::string_view tag, std::string_view content,
                                       std::string_view attributes = {});
/// A name or value in its own direction.
[[nodiscard]] std::string html_name(std::string_view text);
/// Digits and the like, which may break anywhere.
[[nodiscard]] std::string html_code(std::string_view text);
/// A row of a list of terms; none where `value`, which is HTML, is empty.
[[nodiscard]] std::string html_row(std::string_view term, std::string_view value);

}  // namespace akkoord
