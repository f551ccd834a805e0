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

/// The words of a text in lower case, without marks that only tell how a letter is spoken.
[[nodiscard]] std::vector<std::u32string> words_of(std::string_view text);

/// A phrase that was read.
class Phrase {
 public:
  /// Reads `spelling`, valid UTF-8.
  explicit Phrase(std::string_view spelling);

  /// As it was spelt.
  [[nodiscard]] const std::string& spelling() const noexcept { return spelling_; }
  /// Whether `words` have it somewhere.
  [[nodiscard]] bool is_in(const std::vector<std::u32string>& words) const noexcept;

 private:
  struct Part {
    std::u32string letters;
    bool open_before = false;
    bool open_behind = false;
    bool gap_before = false;
  };

  [[nodiscard]] bool fits(const std::vector<std::u32string>& words, std::size_t word,
                          std::size_t part) const noexcept;

  std::string spelling_;
  std::vector<Part> parts_;
};

}  // namespace akkoord
