// SPDX-License-Identifier: MIT
//
// Attaches a file to a PDF by an incremental update (ISO 32000-1, 7.5.6): what was there stays as
// it was, byte by byte, and behind it stand the file, its description and the catalog that names
// it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace akkoord {

/// `pdf` with `bytes` attached as `name`, plain ASCII. Nothing where the PDF is not as Chromium
/// writes them: a table of references, a catalog without names.
[[nodiscard]] std::optional<std::string> with_attachment(std::string pdf, std::string_view name,
                                                         std::string_view bytes);

}  // namespace akkoord
