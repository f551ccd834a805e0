// SPDX-License-Identifier: MIT
#include "core/declare/page_file.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>
#include <variant>

#include "core/compile/quoted.h"
#include "core/declare/declaration_text.h"
#include "core/declare/own_service.h"

namespace akkoord {

namespace {

using Json = nlohmann::ordered_json;

Json phrase_json(const TextRun& phrase) {
  switch (phrase.kind) {
    case PhraseKind::text:
      break;
    case PhraseKind::name:
      return {{"name", printable(phrase.text)}};
    case PhraseKind::code:
      return {{"code", printable(phrase.text)}};
    case PhraseKind::link:
      return {{"link", printable(phrase.text)}, {"to", phrase.address}};
    case PhraseKind::mark:
      return {{"mark", phrase.text}};
  }
  return phrase.text;
}

Json line_json(const Line& line) {
  Json json = Json::array();
  for (const TextRun& phrase : line) json.push_back(phrase_json(phrase));
  return json;
}

Json lines_json(const Lines& lines) {
  Json json = Json::array();
  for (const Line& line : lines) json.push_back(line_json(line));
  return json;
}

Json group_json(const RowGroup& group) {
  Json rows = Json::array();
  for (const std::vector<Lines>& row : group.rows) {
    Json cells = Json::array();
    for (const Lines& cell : row) cells.push_back(lines_json(cell));
    rows.push_back(std::move(cells));
  }
  return {{"title", printable(group.title)}, {"rows", std::move(rows)}};
}

class BlockWriter {
 public:
  Json operator()(const Line& line) const { return {{"line", line_json(line)}}; }

  Json operator()(const Facts& facts) const {
    Json list = Json::array();
    for (const auto& [term, lines] : facts) {
      Json fact = Json::array();
      fact.push_back(term);
      fact.push_back(lines_json(lines));
      list.push_back(std::move(fact));
    }
    return {{"facts", std::move(list)}};
  }

  Json operator()(const Table& table) const {
    Json groups = Json::array();
    for (const RowGroup& group : table.groups) groups.push_back(group_json(group));
    return {{"caption", table.caption}, {"columns", table.columns}, {"groups", std::move(groups)}};
  }
};

Json blocks_json(const std::vector<Block>& blocks) {
  Json json = Json::array();
  for (const Block& block : blocks) json.push_back(std::visit(BlockWriter{}, block));
  return json;
}

Json sections_json(const std::vector<Section>& sections) {
  Json json = Json::array();
  for (const Section& section : sections) {
    json.push_back({{"id", section.id},
                    {"heading", section.heading},
                    {"blocks", blocks_json(section.blocks)},
                    {"sections", sections_json(section.sections)}});
  }
  return json;
}

/// The optional categories with the services that are asked for.
Json categories_json(const Policy& policy, const DeclarationText& wording) {
  Json categories = Json::array();
  for (const Category category : all_categories) {
    Json services = Json::array();
    for (const PolicyService& service : policy.services) {
      if (service.category != category || !needs_consent(policy, service)) continue;
      services.push_back(Json::array({service.id, service.name}));
    }
    if (services.empty()) continue;
    categories.push_back({{"id", name_of(category)},
                          {"name", wording.category(category, "name")},
                          {"services", std::move(services)}});
  }
  return categories;
}

Json visitor_json(const Policy& policy, const DeclarationText& wording) {
  Json words = Json::object();
  for (const char* key : {"not_chosen", "category", "state", "allowed", "refused", "chosen_on",
                          "valid_until", "record", "record_note", "no_record"}) {
    words[key] = wording.text(key);
  }
  if (!policy.sensitive_routes.empty()) words["on_sensitive"] = wording.text("on_sensitive");
  words["gpc"] = wording.in("settings", "gpc");
  if (!policy.collector.empty()) {
    for (const char* key : {"receipt", "receipt_saved", "receipt_later", "receipt_unknown"}) {
      words[key] = wording.in("settings", key);
    }
  }
  return {{"words", std::move(words)}, {"categories", categories_json(policy, wording)}};
}

}  // namespace

std::string declaration_json(const DeclarationInput& input) {
  const Declaration declaration = draw_up(input);
  Json file = {{"language", declaration.language},
               {"direction", declaration.direction},
               {"title", declaration.title},
               {"blocks", blocks_json(declaration.blocks)},
               {"sections", sections_json(declaration.sections)}};
  if (asks_consent(input.policy)) {
    file["visitor"] = visitor_json(input.policy, DeclarationText(input.language));
  }
  return file.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<OutputFile> declaration_files(const CompileInput& input, const OpenedPolicy& opened) {
  std::optional<std::string> date;
  if (input.lock) date = date_in_lock(*input.lock, opened.policy.revision);
  if (!date) date = std::string(input.date);
  std::vector<OutputFile> files;
  for (const JsonValue& language : opened.languages) {
    DeclarationInput all{opened.policy, language, input.catalogue, *date};
    const std::string name = "declaration-" + std::string(text_at(language, "language"));
    files.push_back({name + ".json", declaration_json(all)});
    if (opened.policy.jurisdictions.size() == 1) continue;
    for (const Jurisdiction& one : opened.policy.jurisdictions) {
      all.country = one.country.text;
      files.push_back({name + "-" + one.country.text + ".json", declaration_json(all)});
    }
  }
  return files;
}

}  // namespace akkoord
