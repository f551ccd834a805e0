// SPDX-License-Identifier: MIT
//
// How Caddy is written to: a `map` gives variables their values, by what another text matches.
#pragma once

#include <string>
#include <string_view>

namespace akkoord {

/// A `map` being written: the first entry that fits decides.
class CaddyMap {
 public:
  /// By `input`, `outputs` get their values.
  CaddyMap(std::string_view input, std::string_view outputs);
  /// Where a regular expression matches; its quotes are backticks, which regex_text() leaves none
  /// of.
  CaddyMap& matching(std::string_view regex, std::string_view output);
  /// Where the input is `word`.
  CaddyMap& equal(std::string_view word, std::string_view output);
  /// The map, whole, with what they get where no entry fits.
  [[nodiscard]] std::string otherwise(std::string_view output) const;

 private:
  std::string text_;
};

}  // namespace akkoord
