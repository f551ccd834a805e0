// SPDX-License-Identifier: MIT
//
// Phrases that are looked for in a text word by word: capitals and punctuation do not count, so
// that an apostrophe ends a word as a blank does.
//
//     withdraw*         any word that begins so; "*" may stand at either end of a word
//     best ... online   up to four other words between the two
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// How many words "..." may stand for.
inline constexpr std::size_t max_gap_words = 4;

/// A word of a text.
struct TextWord {
  /// In lower case, without marks that only tell how a letter is spoken.
  std::u32string letters;
  /// Where it begins in the text, in bytes.
  std::size_t start_bytes = 0;
  /// Where it ends.
  std::size_t end_bytes = 0;
};

/// The words of a text, which is UTF-8.
[[nodiscard]] std::vector<TextWord> words_of(std::string_view text);

/// A phrase that was read.
class Phrase {
 public:
  /// Reads `spelling`, valid UTF-8.
  explicit Phrase(std::string_view spelling);

  /// The part of `text`, whose words are `words`, that it fits first; empty where it fits none.
  [[nodiscard]] std::string_view found_in(std::string_view text,
                                          const std::vector<TextWord>& words) const noexcept;

 private:
  struct Part {
    std::u32string letters;
    bool open_before = false;
    bool open_behind = false;
    bool gap_before = false;
  };

  /// The number behind the last word that `part` and those behind it fit from `word` on; 0 where
  /// they do not fit.
  [[nodiscard]] std::size_t end_of_fit(const std::vector<TextWord>& words, std::size_t word,
                                       std::size_t part) const noexcept;

  std::vector<Part> parts_;
};

}  // namespace akkoord
