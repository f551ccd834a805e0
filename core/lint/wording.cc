// SPDX-License-Identifier: MIT
#include "core/lint/wording.h"

#include <optional>
#include <utility>

#include "core/compile/read.h"

namespace akkoord {

namespace {

constexpr std::array<std::string_view, word_kind_count> keys = {"praise",
                                                                "pressure",
                                                                "shame",
                                                                "implied",
                                                                "wall",
                                                                "browser_settings",
                                                                "settings",
                                                                "withdrawal",
                                                                "purposes",
                                                                "advertising",
                                                                "legitimate_interest",
                                                                "privacy_shield"};
constexpr std::string_view every_language = "any";

}  // namespace

Wording::Wording(std::string_view json) {
  Diagnostics ignored;
  const std::optional<JsonValue> root = read_json(json, "wording.json", ignored);
  if (!root) return;
  for (const JsonMember& language : root->members) {
    if (language.value.kind != JsonKind::object) continue;
    Lists& lists = languages_[language.key];
    for (std::size_t kind = 0; kind < word_kind_count; ++kind) {
      for (const JsonValue& phrase : items_at(language.value, keys[kind])) {
        lists[kind].emplace_back(phrase.text);
      }
    }
  }
}

const Wording::Lists* Wording::lists_of(std::string_view language) const {
  const auto found = languages_.find(language.substr(0, language.find('-')));
  return found == languages_.end() ? nullptr : &found->second;
}

std::string_view Wording::found_in_any(WordKind kind, std::string_view text) const {
  for (const auto& [language, lists] : languages_) {
    const std::string_view words = found(kind, language, text);
    if (!words.empty()) return words;
  }
  return {};
}

bool Wording::has(std::string_view language) const {
  return lists_of(language) != nullptr;
}

std::string_view Wording::found(WordKind kind, std::string_view language,
                                std::string_view text) const {
  const std::vector<TextWord> words = words_of(text);
  for (const Lists* lists : {lists_of(language), lists_of(every_language)}) {
    if (lists == nullptr) continue;
    for (const Phrase& phrase : (*lists)[static_cast<std::size_t>(kind)]) {
      const std::string_view part = phrase.found_in(text, words);
      if (!part.empty()) return part;
    }
  }
  return {};
}

}  // namespace akkoord
