// SPDX-License-Identifier: MIT
#include "core/compile/nearest_key.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "core/compile/quoted.h"

namespace akkoord {

namespace {

constexpr std::size_t max_edits = 3;

/// The Damerau-Levenshtein distance (optimal string alignment).
std::size_t edits_between(std::string_view a, std::string_view b) {
  const std::size_t width = b.size() + 1;
  std::vector<std::size_t> edits((a.size() + 1) * width);
  for (std::size_t i = 0; i <= a.size(); ++i) edits[i * width] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) edits[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
      std::size_t fewest = std::min({edits[(i - 1) * width + j] + 1, edits[i * width + j - 1] + 1,
                                     edits[(i - 1) * width + j - 1] + change});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) fewest = std::min(fewest, edits[(i - 2) * width + j - 2] + 1);
      edits[i * width + j] = fewest;
    }
  }
  return edits.back();
}

}  // namespace

std::string_view nearest_key(std::string_view word, std::span<const std::string_view> known) {
  std::string_view nearest;
  std::size_t fewest = max_edits + 1;
  for (const std::string_view candidate : known) {
    const std::size_t shorter = std::min(word.size(), candidate.size());
    const std::size_t longer = std::max(word.size(), candidate.size());
    if (longer - shorter > max_edits) continue;
    const std::size_t edits = edits_between(word, candidate);
    if (edits < fewest && edits * 2 <= candidate.size()) {
      fewest = edits;
      nearest = candidate;
    }
  }
  return nearest;
}

std::string did_you_mean(std::string_view word) {
  return word.empty() ? std::string() : "Did you mean " + in_quotes(word) + "?";
}

}  // namespace akkoord
