// SPDX-License-Identifier: MIT
//
// A cookie declaration as a document: sections of lines, facts and tables, in one language. It is
// drawn up once (draw_up.h); HTML, Markdown and the page's file only write it down, so that all of
// them say the same.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace akkoord {

/// How a phrase stands in its line.
enum class PhraseKind : std::uint8_t {
  /// Words of the declaration's language.
  text,
  /// Somebody's name, in whatever language.
  name,
  /// The name of a cookie or the like, or a host: never translated.
  code,
  /// Words that lead to an address.
  link,
  /// Words that must be noticed.
  mark,
};

/// A run of text.
struct TextRun {
  PhraseKind kind = PhraseKind::text;  ///< How it stands.
  std::string text;                    ///< UTF-8.
  std::string address{};               ///< Where a link leads.

  bool operator==(const TextRun&) const = default;
};

/// Phrases, with a blank between them.
using Line = std::vector<TextRun>;
/// What stands in a table's cell or behind a term.
using Lines = std::vector<Line>;

/// A line of words alone.
[[nodiscard]] inline Line sentence(std::string words) {
  return {{PhraseKind::text, std::move(words)}};
}

/// Terms and what there is to say of each.
using Facts = std::vector<std::pair<std::string, Lines>>;

/// Rows that belong together.
struct RowGroup {
  std::string title{};                     ///< Over the rows; empty where they are the only ones.
  std::vector<std::vector<Lines>> rows{};  ///< A cell for each column; the first is the row's head.
};

/// A table.
struct Table {
  std::string caption;               ///< What it is about.
  std::vector<std::string> columns;  ///< Heads.
  std::vector<RowGroup> groups{};    ///< Never empty.
  std::string groups_are{};          ///< What their titles name; empty where they have none.
};

/// What a section is made of.
using Block = std::variant<Line, Facts, Table>;

/// A part of the declaration.
struct Section {
  std::string id;                   ///< Of its kind, the same in all languages.
  std::string heading;              ///< Its title.
  std::vector<Block> blocks{};      ///< What it says.
  std::vector<Section> sections{};  ///< Its parts.
};

/// The whole.
struct Declaration {
  std::string language;             ///< A BCP 47 tag.
  std::string direction;            ///< "ltr" or "rtl".
  std::string controller;           ///< Whose it is.
  std::string title;                ///< Its title.
  std::vector<Block> blocks{};      ///< What stands ahead of all sections.
  std::vector<Section> sections{};  ///< The sections.
};

}  // namespace akkoord
