// SPDX-License-Identifier: MIT
#include "core/compile/language.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "core/compile/nearest_key.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"
#include "core/compile/schema_scalar.h"

namespace akkoord {

namespace {

constexpr std::string_view measure = "en";

const CatalogueFile* language_file(std::string_view id, const Catalogue& catalogue) noexcept {
  const auto found = std::find_if(catalogue.languages.begin(), catalogue.languages.end(),
                                  [id](const CatalogueFile& file) { return file.id == id; });
  return found == catalogue.languages.end() ? nullptr : &*found;
}

std::optional<JsonValue> read_language(const CatalogueFile& file, Diagnostics& diagnostics) {
  return read_json(file.text, "languages/" + std::string(file.id) + ".json", diagnostics);
}

void report(const JsonPlace& place, std::string fault, std::string remedy,
            Diagnostics& diagnostics) {
  diagnostics.push_back(diagnostic_at(Severity::error, place, std::move(fault), std::move(remedy)));
}

/// Holds the keys of `texts` against those of the measure, and its kinds too.
void compare_keys(const JsonValue& wanted, const JsonValue& texts, Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  for (const JsonMember& member : wanted.members) {
    known.push_back(member.key);
    const JsonValue* text = texts.find(member.key);
    if (text == nullptr) {
      report(texts.place, "missing key " + in_quotes(member.key),
             "Translate it: languages/en.json has every key.", diagnostics);
    } else if (text->kind != member.value.kind) {
      report_type(*text, {member.value.kind == JsonKind::object ? "object" : "string"}, {},
                  diagnostics);
    } else if (text->kind == JsonKind::string && text->text.empty()) {
      report(text->place, subject_of(*text) + " is empty", "Translate it.", diagnostics);
    } else {
      compare_keys(member.value, *text, diagnostics);
    }
  }
  for (const JsonMember& member : texts.members) {
    if (member.key.starts_with('$') || wanted.find(member.key) != nullptr) continue;
    report(member.key_place, "unknown key " + in_quotes(member.key),
           did_you_mean(nearest_key(member.key, known)), diagnostics);
  }
}

void check_banner_words(const Policy& policy, Diagnostics& diagnostics) {
  for (const BannerWords& own : policy.banner_words) {
    const bool used = std::any_of(
        policy.languages.begin(), policy.languages.end(),
        [&own](const PlacedText& language) { return language.text == own.language.text; });
    if (used) continue;
    report(own.language.place,
           "texts in " + in_quotes(own.language.text) + " are never shown: \"languages\" lacks it",
           "Add the language to \"languages\", or remove the texts.", diagnostics);
  }
}

}  // namespace

std::vector<JsonValue> read_languages(const Policy& policy, const Catalogue& catalogue,
                                      Diagnostics& diagnostics) {
  std::vector<std::string_view> known;
  std::vector<std::string> words;
  for (const CatalogueFile& file : catalogue.languages) {
    known.push_back(file.id);
    words.push_back(in_quotes(file.id));
  }
  std::optional<JsonValue> wanted;
  if (const CatalogueFile* file = language_file(measure, catalogue); file != nullptr) {
    wanted = read_language(*file, diagnostics);
  }
  std::vector<JsonValue> languages;
  for (const PlacedText& language : policy.languages) {
    const CatalogueFile* file = language_file(language.text, catalogue);
    if (file == nullptr) {
      report(language.place, "no texts in the language " + in_quotes(language.text),
             "There is " + any_of(words) + "; another is a file of consent-config/languages.",
             diagnostics);
      continue;
    }
    std::optional<JsonValue> texts = read_language(*file, diagnostics);
    if (!texts) continue;
    if (text_at(*texts, "language") != file->id) {
      report(texts->place, "\"language\" is not " + in_quotes(file->id),
             "A language file is called as its language is.", diagnostics);
      continue;
    }
    if (wanted) compare_keys(*wanted, *texts, diagnostics);
    languages.push_back(std::move(*texts));
  }
  check_banner_words(policy, diagnostics);
  return languages;
}

}  // namespace akkoord
