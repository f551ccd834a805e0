// SPDX-License-Identifier: MIT
#include "cli/lint/health_words.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/inspection/host_name.h"
#include "cli/inspection/json_reading.h"
#include "cli/lint/page_script.h"

namespace akkoord {

namespace {

using WordSet = std::set<std::string, std::less<>>;

/// The two lists, read once.
struct HealthWords {
  WordSet paths;
  WordSet terms;

  HealthWords() {
    const nlohmann::json lists = nlohmann::json::parse(health_words_json(), nullptr, false);
    for (const nlohmann::json& word : member_of(lists, "paths")) paths.emplace(text_of(word));
    for (const nlohmann::json& word : member_of(lists, "terms")) {
      paths.emplace(text_of(word));
      terms.emplace(text_of(word));
    }
  }
};

const HealthWords& health_words() {
  static const HealthWords words;
  return words;
}

/// The first of `words` that stands in `text` between other marks than letters.
std::optional<std::string> first_in(const WordSet& words, std::string_view text) {
  const auto is_letter = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80U;
  };
  for (const std::string& word : words) {
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
      const std::size_t end = at + word.size();
      const bool starts = at == 0 || !is_letter(text[at - 1]);
      if (starts && (end == text.size() || !is_letter(text[end]))) return word;
    }
  }
  return std::nullopt;
}

int hex_value(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return -1;
}

}  // namespace

std::string decoded(std::string_view text) {
  const std::string lower = lower_cased(text);
  std::string out;
  for (std::size_t i = 0; i < lower.size(); ++i) {
    const bool is_escape = lower[i] == '%' && i + 2 < lower.size() &&
                           hex_value(lower[i + 1]) >= 0 && hex_value(lower[i + 2]) >= 0;
    if (is_escape) {
      constexpr int base = 16;
      out += static_cast<char>(hex_value(lower[i + 1]) * base + hex_value(lower[i + 2]));
      i += 2;
    } else {
      out += lower[i] == '+' ? ' ' : lower[i];
    }
  }
  return lower_cased(out);
}

std::optional<std::string> health_word_in_path(std::string_view path) {
  return first_in(health_words().paths, decoded(path));
}

std::optional<std::string> health_term_in(std::string_view text) {
  return first_in(health_words().terms, text);
}

}  // namespace akkoord
