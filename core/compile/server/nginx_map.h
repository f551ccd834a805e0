// SPDX-License-Identifier: MIT
//
// How nginx is written to: a `map` gives a variable its value, by what another text matches.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// nginx reads no parameter beyond 4,096 bytes: longer texts are put together from several.
inline constexpr std::size_t max_nginx_part_bytes = 3'000;

/// `sources` in pieces of whole words that nginx reads, each with a blank before every word.
[[nodiscard]] std::vector<std::string> nginx_pieces(std::string_view sources);

/// A `map` being written: the first line that fits decides.
class NginxMap {
 public:
  /// By `source`, `variable` gets a value; `otherwise` where no line fits.
  NginxMap(std::string_view source, std::string_view variable, std::string_view otherwise);
  /// Where `regex` matches, it gets `value`.
  NginxMap& line(std::string_view regex, std::string_view value);
  /// Likewise, whatever the case of its letters.
  NginxMap& line_in_any_case(std::string_view regex, std::string_view value);
  /// The map, whole.
  [[nodiscard]] std::string text() const { return text_ + "}\n"; }

 private:
  std::string text_;
};

}  // namespace akkoord
