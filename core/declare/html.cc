// SPDX-License-Identifier: MIT
#include "core/declare/html.h"

#include <cstddef>
#include <variant>
#include <vector>

#include "core/compile/quoted.h"
#include "core/compile/sha256.h"
#include "core/compile/snippet.h"

namespace akkoord {

namespace {

constexpr std::size_t deepest_heading = 6;

/// An attribute with a blank before it.
std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + html_attribute(value) + "\"";
}

std::string element(std::string_view tag, std::string_view content,
                    std::string_view attributes = {}) {
  std::string text = "<" + std::string(tag);
  text.append(attributes).append(">").append(content).append("</").append(tag);
  return text + ">";
}

std::string phrase_html(const TextRun& phrase) {
  std::string text = html_attribute(phrase.text);
  const std::string name = html_attribute(printable(phrase.text));
  switch (phrase.kind) {
    case PhraseKind::text:
      return text;
    case PhraseKind::name:
      return element("bdi", name);
    case PhraseKind::code:
      return element("code", name, R"( dir="ltr" translate="no")");
    case PhraseKind::link:
      return element("a", element("bdi", name), attribute("href", phrase.address));
    case PhraseKind::mark:
      return element("strong", text);
  }
  return {};
}

std::string line_html(const Line& line) {
  std::string text;
  for (const TextRun& phrase : line) {
    if (!text.empty()) text += ' ';
    text += phrase_html(phrase);
  }
  return text;
}

/// One line stands by itself, several each in an element.
std::string lines_html(const Lines& lines) {
  if (lines.size() == 1) return line_html(lines.front());
  std::string text;
  for (const Line& line : lines) text += element("div", line_html(line));
  return text;
}

std::string row_html(const std::vector<Lines>& cells, const std::vector<std::string>& columns) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const std::string content = lines_html(cells[i]);
    // A narrow page shows rows as lists, each value behind its column's head.
    text += i == 0 ? element("th", content, R"( scope="row")")
                   : element("td", content, attribute("data-label", columns[i]));
  }
  return element("tr", text) + "\n";
}

std::string group_html(const RowGroup& group, const std::vector<std::string>& columns) {
  std::string rows = "\n";
  if (!group.title.empty()) {
    const std::string span = attribute("colspan", std::to_string(columns.size()));
    rows += element("tr", element("th", element("bdi", html_attribute(printable(group.title))),
                                  R"( scope="rowgroup")" + span)) +
            "\n";
  }
  for (const std::vector<Lines>& row : group.rows) rows += row_html(row, columns);
  return element("tbody", rows) + "\n";
}

class BlockWriter {
 public:
  std::string operator()(const Line& line) const { return element("p", line_html(line)) + "\n"; }

  std::string operator()(const Facts& facts) const {
    std::string text = "\n";
    for (const auto& [term, lines] : facts) {
      const std::string pair =
          element("dt", html_attribute(term)) + element("dd", lines_html(lines));
      text += element("div", pair) + "\n";
    }
    return element("dl", text) + "\n";
  }

  std::string operator()(const Table& table) const {
    std::string heads;
    for (const std::string& column : table.columns) {
      heads += element("th", html_attribute(column), R"( scope="col")");
    }
    std::string text = "\n" + element("caption", html_attribute(table.caption)) + "\n";
    text += element("thead", element("tr", heads)) + "\n";
    for (const RowGroup& group : table.groups) text += group_html(group, table.columns);
    return element("table", text) + "\n";
  }
};

std::string blocks_html(const std::vector<Block>& blocks) {
  std::string text;
  for (const Block& block : blocks) text += std::visit(BlockWriter{}, block);
  return text;
}

std::string heading_html(std::string_view text, std::size_t level,
                         std::string_view attributes = {}) {
  const std::size_t shown = level < deepest_heading ? level : deepest_heading;
  return element("h" + std::to_string(shown), html_attribute(text), attributes) + "\n";
}

std::string sections_html(const std::vector<Section>& sections, std::size_t level) {
  std::string text;
  for (const Section& section : sections) {
    text += element("section",
                    "\n" + heading_html(section.heading, level) + blocks_html(section.blocks) +
                        sections_html(section.sections, level + 1),
                    attribute("id", "akkoord-" + section.id)) +
            "\n";
  }
  return text;
}

std::string fragment(const Declaration& declaration, std::size_t level) {
  std::string content = "\n";
  content += heading_html(declaration.title, level, R"( id="akkoord-declaration")");
  content += blocks_html(declaration.blocks) + sections_html(declaration.sections, level + 1);
  std::string attributes = R"( class="akkoord-declaration")";
  attributes += attribute("lang", declaration.language);
  attributes += attribute("dir", declaration.direction);
  attributes += R"( aria-labelledby="akkoord-declaration")";
  return element("section", content, attributes) + "\n";
}

/// The theme's colours as the style sheet takes them; the compiler has checked their spelling.
std::string colours_of(const Policy& policy) {
  std::string text;
  for (const ThemeEntry& entry : policy.theme) {
    if (entry.key == "accent") text = ":root{--akkoord-accent:" + entry.value + "}";
  }
  return text;
}

}  // namespace

std::string declaration_html(const Declaration& declaration) {
  return fragment(declaration, 2);
}

std::string style_element(std::string_view style) {
  return element("style", style) + "\n";
}

std::string declaration_page(const Declaration& declaration, const Policy& policy,
                             std::string_view style) {
  const std::string sheet = colours_of(policy) + std::string(style);
  const std::string page_policy = "default-src 'none'; style-src '" + policy_hash(sheet) +
                                  "'; base-uri 'none'; form-action 'none'";
  std::string text = "<!doctype html>\n<html" + attribute("lang", declaration.language);
  text += attribute("dir", declaration.direction) + ">\n<head>\n<meta charset=\"utf-8\">\n";
  text += "<meta http-equiv=\"Content-Security-Policy\"" + attribute("content", page_policy);
  text += ">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
  text += "<meta name=\"color-scheme\" content=\"light dark\">\n";
  text += element("title",
                  html_attribute(declaration.title + " - " + printable(declaration.controller)));
  text += "\n" + style_element(sheet) + "</head>\n<body>\n<main>\n";
  return text + fragment(declaration, 1) + "</main>\n</body>\n</html>\n";
}

}  // namespace akkoord
