// SPDX-License-Identifier: MIT
#include "core/compile/preset.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/compile/nearest_key.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"

namespace akkoord {

namespace {

const CatalogueFile* preset_named(std::string_view id, const Catalogue& catalogue) noexcept {
  const auto found = std::find_if(catalogue.presets.begin(), catalogue.presets.end(),
                                  [id](const CatalogueFile& file) { return file.id == id; });
  return found == catalogue.presets.end() ? nullptr : &*found;
}

void report_unknown_preset(const JsonValue& name, const Catalogue& catalogue,
                           Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  for (const CatalogueFile& file : catalogue.presets) known.push_back(file.id);
  std::string remedy = did_you_mean(nearest_key(name.text, known));
  if (!remedy.empty()) remedy += ' ';
  remedy += "A service without preset is given in full, with \"id\".";
  diagnostics.push_back(diagnostic_at(Severity::error, name.place,
                                      "unknown preset " + in_quotes(name.text), std::move(remedy)));
}

std::optional<JsonValue> read_preset(const CatalogueFile& file, const Schema& schema,
                                     Diagnostics& diagnostics) {
  const std::string path = "presets/" + std::string(file.id) + ".json";
  std::optional<JsonValue> preset = read_json(file.text, path, diagnostics);
  if (!preset) return std::nullopt;
  schema.check_as("service", *preset, diagnostics);
  const JsonValue* id = preset->find("id");
  if (id != nullptr && id->kind == JsonKind::string && id->text != file.id) {
    diagnostics.push_back(
        diagnostic_at(Severity::error, id->place,
                      "\"id\" is " + in_quotes(id->text) + ", not " + in_quotes(file.id),
                      "A preset is called as its file is."));
  }
  return preset;
}

void replace_keys(JsonValue& service, const JsonValue& entry) {
  for (const JsonMember& own : entry.members) {
    if (own.key == "preset" || own.key == "id") continue;
    const auto member = std::find_if(service.members.begin(), service.members.end(),
                                     [&own](const JsonMember& one) { return one.key == own.key; });
    if (member == service.members.end()) {
      service.members.push_back(own);
    } else {
      *member = own;
    }
  }
}

}  // namespace

std::vector<JsonValue> expand_services(const JsonValue& policy, const Catalogue& catalogue,
                                       const Schema& schema, Diagnostics& diagnostics) {
  std::vector<JsonValue> services;
  for (const JsonValue& entry : items_at(policy, "services")) {
    const JsonValue* name = entry.kind == JsonKind::string ? &entry : entry.find("preset");
    if (name == nullptr) {
      if (entry.kind == JsonKind::object) services.push_back(entry);
      continue;
    }
    if (name->kind != JsonKind::string) continue;
    const CatalogueFile* file = preset_named(name->text, catalogue);
    if (file == nullptr) {
      report_unknown_preset(*name, catalogue, diagnostics);
      continue;
    }
    std::optional<JsonValue> service = read_preset(*file, schema, diagnostics);
    if (!service) continue;
    service->place = entry.place;
    replace_keys(*service, entry);
    services.push_back(std::move(*service));
  }
  return services;
}

}  // namespace akkoord
