// SPDX-License-Identifier: MIT
#include "core/declare/markdown.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <variant>
#include <vector>

#include "core/compile/quoted.h"

namespace akkoord {

namespace {

/// A backslash before each mark that means something in the middle of a line (CommonMark 2.4; GFM's
/// tables, strikethrough and autolinks).
std::string escaped(std::string_view text) {
  constexpr std::string_view marks = "\\`*_[]<>~|&@";
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n' || c == '\r' || c == '\t') {
      out += ' ';
      continue;
    }
    const bool means = marks.find(c) != std::string_view::npos || text.substr(i, 3) == "://";
    if (means) out += '\\';
    out += c;
  }
  return out;
}

/// At a line's beginning a heading, a list or a rule could begin too.
std::string escaped_line(std::string_view text) {
  std::string out = escaped(text);
  const std::size_t digits = std::min(out.find_first_not_of("0123456789"), out.size());
  if (digits == out.size()) return out;
  const std::string_view marks = digits == 0 ? "#+-=" : ".)";
  if (marks.find(out[digits]) != std::string_view::npos) out.insert(digits, "\\");
  return out;
}

/// Only what a name in a policy may hold besides is left to the escapes.
std::string code(std::string_view text) {
  const std::string name = printable(text);
  if (name.find_first_of("`|\\") != std::string::npos) return escaped(name);
  return "`" + name + "`";
}

/// An address ends where a blank, a bracket or a bar says so.
std::string address(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '(') {
      out += "%28";
    } else if (c == ')') {
      out += "%29";
    } else if (c == '|') {
      out += "%7C";
    } else {
      out += c;
    }
  }
  return out;
}

std::string phrase_markdown(const TextRun& phrase) {
  switch (phrase.kind) {
    case PhraseKind::text:
      return escaped(phrase.text);
    case PhraseKind::name:
      return escaped(printable(phrase.text));
    case PhraseKind::code:
      return code(phrase.text);
    case PhraseKind::link:
      return "[" + escaped(printable(phrase.text)) + "](" + address(phrase.address) + ")";
    case PhraseKind::mark:
      return "**" + escaped(phrase.text) + "**";
  }
  return {};
}

std::string line_markdown(const Line& line) {
  std::string text;
  for (const TextRun& phrase : line) {
    if (!text.empty()) text += ' ';
    text += phrase_markdown(phrase);
  }
  return text;
}

std::string lines_markdown(const Lines& lines, std::string_view between) {
  std::string text;
  for (const Line& line : lines) {
    if (!text.empty()) text += between;
    text += line_markdown(line);
  }
  return text;
}

std::string row_markdown(const std::vector<std::string>& cells) {
  std::string text = "|";
  for (const std::string& cell : cells) text += " " + cell + " |";
  return text + "\n";
}

class BlockWriter {
 public:
  std::string operator()(const Line& line) const {
    const bool is_text = line.size() == 1 && line.front().kind == PhraseKind::text;
    return (is_text ? escaped_line(line.front().text) : line_markdown(line)) + "\n\n";
  }

  std::string operator()(const Facts& facts) const {
    std::string text;
    for (const auto& [term, lines] : facts) {
      text += "- **" + escaped(term) + ":** " + lines_markdown(lines, ", ") + "\n";
    }
    return text + "\n";
  }

  /// Markdown knows no groups of rows: a group's title stands in each row, in front.
  std::string operator()(const Table& table) const {
    const bool has_titles = !table.groups_are.empty();
    std::vector<std::string> heads;
    for (const std::string& column : table.columns) heads.push_back(escaped(column));
    if (has_titles) heads.insert(heads.begin(), escaped(table.groups_are));
    std::string text = "**" + escaped(table.caption) + "**\n\n" + row_markdown(heads);
    text += row_markdown(std::vector<std::string>(heads.size(), "---"));
    for (const RowGroup& group : table.groups) {
      for (const std::vector<Lines>& row : group.rows) {
        std::vector<std::string> cells;
        if (has_titles) cells.push_back(escaped(printable(group.title)));
        for (const Lines& cell : row) cells.push_back(lines_markdown(cell, "<br>"));
        text += row_markdown(cells);
      }
    }
    return text + "\n";
  }
};

std::string blocks_markdown(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) text += std::visit(BlockWriter{}, block);
  return text;
}

std::string sections_markdown(const std::vector<Section>& sections, std::size_t level) {
  std::string text;
  for (const Section& section : sections) {
    text += std::string(level, '#') + " " + escaped(section.heading) + "\n\n";
    text += blocks_markdown(section.blocks) + sections_markdown(section.sections, level + 1);
  }
  return text;
}

}  // namespace

std::string declaration_markdown(const Declaration& declaration) {
  std::string text = "# " + escaped(declaration.title) + "\n\n";
  text += blocks_markdown(declaration.blocks) + sections_markdown(declaration.sections, 2);
  text.pop_back();  // each block leaves a blank line behind it
  return text;
}

}  // namespace akkoord
