// SPDX-License-Identifier: MIT
#include "tests/declare/declared.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <variant>

#include "core/declare/html.h"
#include "core/declare/markdown.h"

namespace akkoord::test {

namespace {

const JsonValue& language_of(const OpenedPolicy& opened, std::string_view language) {
  const auto found =
      std::find_if(opened.languages.begin(), opened.languages.end(),
                   [&](const JsonValue& one) { return text_at(one, "language") == language; });
  BOOST_TEST_REQUIRE((found != opened.languages.end()));
  return *found;
}

std::string text_of(const Lines& lines) {
  std::string text;
  for (const Line& line : lines) {
    for (const TextRun& phrase : line) text += (text.empty() ? "" : " ") + phrase.text;
  }
  return text;
}

struct BlockText {
  std::string operator()(const Line& line) const { return text_of(Lines{line}) + "\n"; }
  std::string operator()(const Facts& facts) const {
    std::string text;
    for (const auto& [term, lines] : facts) text += term + ": " + text_of(lines) + "\n";
    return text;
  }
  std::string operator()(const Table& table) const {
    std::string text = table.caption + "\n";
    for (const RowGroup& group : table.groups) {
      if (!group.title.empty()) text += "[" + group.title + "]\n";
      for (const std::vector<Lines>& row : group.rows) {
        for (const Lines& cell : row) text += text_of(cell) + " | ";
        text += "\n";
      }
    }
    return text;
  }
};

std::string text_of(const Section& section) {
  std::string text = section.heading + "\n";
  for (const Block& block : section.blocks) text += std::visit(BlockText{}, block);
  for (const Section& part : section.sections) text += text_of(part);
  return text;
}

}  // namespace

std::string service_text(std::string_view name, std::string_view category, std::string_view keys) {
  static int number = 0;
  std::string text = R"({ "id": "s)" + std::to_string(++number) + R"(", "name": ")";
  text.append(name).append(R"(", "category": ")").append(category).append("\"");
  if (keys.find("\"provider\"") == std::string_view::npos) {
    text += R"(, "provider": { "name": "Maker", "country": "DE" })";
  }
  text += R"(, "purpose": { "en": "Does it.", "nl": "Doet het.", "fr": "Le fait." })";
  return text.append(keys).append(" }");
}

OpenedPolicy opened(const DeclaredParts& parts) {
  const std::string text =
      R"({ "id": "clinic", "revision": 3, "site": { "hosts": ["www.clinic.test"] },
        "languages": ["en", "nl", "fr"], "controller": )" +
      parts.controller + R"(, "jurisdictions": )" + parts.jurisdictions + R"(, "services": )" +
      parts.services + parts.more + "}";
  const Catalogue catalogue = embedded_catalogue();
  OpenedPolicy policy = open_policy({.policy = {text, "clinic.json"}, .catalogue = catalogue});
  std::string said;
  for (const Diagnostic& diagnostic : policy.diagnostics) said += diagnostic_text(diagnostic);
  BOOST_TEST_REQUIRE(policy.ok(), said);
  return policy;
}

Declaration declared(const DeclaredParts& parts, std::string_view language, std::string_view date,
                     std::string_view country) {
  const OpenedPolicy policy = opened(parts);
  return draw_up({policy.policy, language_of(policy, language), embedded_catalogue(), date,
                  settings_in_page, country});
}

std::string html_of(const DeclaredParts& parts, std::string_view language) {
  return declaration_html(declared(parts, language));
}

std::string markdown_of(const DeclaredParts& parts, std::string_view language) {
  return declaration_markdown(declared(parts, language));
}

std::string text_of(const Declaration& declaration, std::string_view section) {
  for (const Section& one : declaration.sections) {
    if (one.id == section) return text_of(one);
  }
  std::string text;
  for (const Block& block : declaration.blocks) text += std::visit(BlockText{}, block);
  return text;
}

bool holds(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace akkoord::test
