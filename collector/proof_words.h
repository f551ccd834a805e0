// SPDX-License-Identifier: MIT
//
// The words of the page that shows a proof to people, in the language of who reads it:
// consent-config/proof/LANGUAGE.json. What the visitor read comes from the archive, in its own.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace akkoord {

/// Words of one language.
class ProofWords {
 public:
  /// What stands between braces in a text, and what to put there.
  using Filling = std::pair<std::string_view, std::string_view>;

  /// Those of `language`, a tag like "nl". Nothing where the page does not speak it.
  [[nodiscard]] static std::optional<ProofWords> in(std::string_view language);
  /// The languages there are, as a list to print: "de, en, fr, nl".
  [[nodiscard]] static std::string languages();

  /// The language's tag.
  [[nodiscard]] std::string language() const { return text("language"); }
  /// A text with its places filled in; empty where the language lacks it.
  [[nodiscard]] std::string text(std::string_view key,
                                 std::initializer_list<Filling> fillings = {}) const;
  /// A moment, in the time zone of this process (TZ) and in UTC.
  [[nodiscard]] std::string moment(std::int64_t time_s) const;

 private:
  explicit ProofWords(nlohmann::json words) : words_(std::move(words)) {}
  [[nodiscard]] std::string date(int year, int month, int day) const;

  nlohmann::json words_;
};

}  // namespace akkoord
