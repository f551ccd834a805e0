// SPDX-License-Identifier: MIT
#include "core/lint/phrase.h"

#include <algorithm>
#include <utility>

#include "core/compile/utf8.h"

namespace akkoord {

namespace {

/// The lower case of the alphabets of our languages; Turkish i with and without dot are one, since
/// a capital does not tell which it is.
char32_t lower_case(char32_t c) noexcept {
  if (c >= U'A' && c <= U'Z') return c + 0x20;
  if (c < 0x80) return c;
  if (c == 0x130 || c == 0x131) return U'i';
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  const bool odd_is_lower = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                            (c >= 0x218 && c <= 0x21B) || (c >= 0x490 && c <= 0x491);
  if (odd_is_lower) return c | 1U;
  const bool even_is_lower = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if (even_is_lower) return c + (c & 1U);
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  return c;
}

/// Arabic vowel signs, the stretching of a word, and accents that follow their letter.
bool is_silent(char32_t c) noexcept {
  return (c >= 0x64B && c <= 0x652) || c == 0x640 || (c >= 0x300 && c <= 0x36F) || c == 0xAD;
}

bool is_letter(char32_t c) noexcept {
  if (c < 0x80) return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
  if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
  const bool is_mark = c == 0xD7 || c == 0xF7 || c == 0x60C || c == 0x61B || c == 0x61F;
  return !is_mark && !(c >= 0x2000 && c <= 0x206F) && !(c >= 0x3000 && c <= 0x303F);
}

bool word_fits(const std::u32string& word, const std::u32string& letters, bool open_before,
               bool open_behind) noexcept {
  if (open_before && open_behind) return word.find(letters) != std::u32string::npos;
  if (open_before) return word.ends_with(letters);
  if (open_behind) return word.starts_with(letters);
  return word == letters;
}

}  // namespace

std::vector<TextWord> words_of(std::string_view text) {
  std::vector<TextWord> words;
  bool inside = false;
  for (std::size_t at = 0; at < text.size();) {
    const Utf8Character character = first_character(text.substr(at));
    const std::size_t start = at;
    at += std::max<std::size_t>(character.size_bytes, 1);
    const char32_t c = lower_case(character.code_point);
    if (is_silent(c)) continue;
    if (!is_letter(c)) {
      inside = false;
      continue;
    }
    if (!inside) words.push_back({{}, start, at});
    inside = true;
    words.back().letters += c;
    words.back().end_bytes = at;
  }
  return words;
}

Phrase::Phrase(std::string_view spelling) {
  bool gap_before = false;
  while (!spelling.empty()) {
    const std::size_t end = std::min(spelling.find(' '), spelling.size());
    const std::string_view piece = spelling.substr(0, end);
    spelling.remove_prefix(std::min(end + 1, spelling.size()));
    if (piece == "...") {
      gap_before = true;
      continue;
    }
    std::vector<TextWord> words = words_of(piece);
    for (std::size_t i = 0; i < words.size(); ++i) {
      const bool is_last = i + 1 == words.size();
      parts_.push_back({std::move(words[i].letters), i == 0 && piece.starts_with('*'),
                        is_last && piece.ends_with('*'), gap_before});
      gap_before = false;
    }
  }
}

std::string_view Phrase::found_in(std::string_view text,
                                  const std::vector<TextWord>& words) const noexcept {
  if (parts_.empty()) return {};
  for (std::size_t word = 0; word < words.size(); ++word) {
    const std::size_t end = end_of_fit(words, word, 0);
    if (end == 0) continue;
    const std::size_t start_bytes = words[word].start_bytes;
    return text.substr(start_bytes, words[end - 1].end_bytes - start_bytes);
  }
  return {};
}

std::size_t Phrase::end_of_fit(const std::vector<TextWord>& words, std::size_t word,
                               std::size_t part) const noexcept {
  const Part& own = parts_[part];
  if (word >= words.size() ||
      !word_fits(words[word].letters, own.letters, own.open_before, own.open_behind)) {
    return 0;
  }
  if (part + 1 == parts_.size()) return word + 1;
  const std::size_t most = parts_[part + 1].gap_before ? max_gap_words : 0;
  for (std::size_t skipped = 0; skipped <= most; ++skipped) {
    const std::size_t end = end_of_fit(words, word + 1 + skipped, part + 1);
    if (end > 0) return end;
  }
  return 0;
}

}  // namespace akkoord
