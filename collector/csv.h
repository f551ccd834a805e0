// SPDX-License-Identifier: MIT
//
// Lines of comma-separated values (RFC 4180) that a spreadsheet only shows: a cell that would be
// taken for a formula is kept from it by an apostrophe.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace akkoord {

/// A cell: quoted where it must be, harmless where it begins like a formula (= + - @, tab, CR).
[[nodiscard]] std::string csv_cell(std::string_view text);

/// A line of cells, with its end.
[[nodiscard]] std::string csv_line(std::span<const std::string> cells);

}  // namespace akkoord
