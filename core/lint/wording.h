// SPDX-License-Identifier: MIT
//
// The word lists of consent-config/wording.json: by language, what a text may not say and what it
// must. Lists find what they list; a text that passes may still press, which a person has to read.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/lint/phrase.h"

namespace akkoord {

/// The lists that each language has, in the order of their keys.
enum class WordKind : std::uint8_t {
  praise,               ///< Consent is praised.
  pressure,             ///< Consent is pressed for.
  shame,                ///< Refusing is belittled.
  implied,              ///< Consent without an act of consent.
  wall,                 ///< No entry without consent.
  browser_settings,     ///< The browser as the way to refuse.
  settings,             ///< The label of a way to settings.
  withdrawal,           ///< The choice can be changed.
  purposes,             ///< What consent is asked for.
  advertising,          ///< What no statistics are for.
  legitimate_interest,  ///< Legitimate interest as a basis.
  privacy_shield,       ///< The Privacy Shield.
};

/// How many there are.
inline constexpr std::size_t word_kind_count = 12;

/// The lists of all languages.
class Wording {
 public:
  /// Reads the file's text; what can't be read is empty.
  explicit Wording(std::string_view json);

  /// Whether there are lists for a language; "nl-BE" has those of "nl".
  [[nodiscard]] bool has(std::string_view language) const;
  /// The part of `text` that the first phrase of a list fits, the language's or one that counts in
  /// all; empty where none does. A view into `text`.
  [[nodiscard]] std::string_view found(WordKind kind, std::string_view language,
                                       std::string_view text) const;
  /// The same in every language, for texts whose language nobody says.
  [[nodiscard]] std::string_view found_in_any(WordKind kind, std::string_view text) const;

 private:
  using Lists = std::array<std::vector<Phrase>, word_kind_count>;
  [[nodiscard]] const Lists* lists_of(std::string_view language) const;

  std::map<std::string, Lists, std::less<>> languages_;
};

}  // namespace akkoord
