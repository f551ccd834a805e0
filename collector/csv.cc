// SPDX-License-Identifier: MIT
#include "collector/csv.h"

namespace akkoord {

std::string csv_cell(std::string_view text) {
  std::string cell(text);
  // Source: OWASP, CSV injection.
  if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) {
    cell.insert(cell.begin(), '\'');
  }
  if (cell.find_first_of(",\"\r\n\t") == std::string::npos && !cell.starts_with(' ') &&
      !cell.ends_with(' ')) {
    return cell;
  }
  std::string quoted = "\"";
  for (const char c : cell) {
    if (c == '"') quoted += c;
    quoted += c;
  }
  return quoted + '"';
}

std::string csv_line(std::span<const std::string> cells) {
  std::string line;
  for (const std::string& cell : cells) {
    if (!line.empty() || &cell != cells.data()) line += ',';
    line += csv_cell(cell);
  }
  return line + "\r\n";
}

}  // namespace akkoord
