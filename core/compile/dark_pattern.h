// SPDX-License-Identifier: MIT
//
// Keys that other consent managers have and this one has not: they would make one answer easier
// than the other, or take for consent what is none. Each is refused with the rule that forbids it.
#pragma once

#include <optional>
#include <string_view>

namespace akkoord {

/// Why there is no such key.
struct DarkPattern {
  /// What it would do, as the end of `"KEY" can't be configured: ...`.
  std::string_view fault;
  /// What stands in its place.
  std::string_view remedy;
};

/// The dark pattern that a key is probably meant for, by the words in its name, in whatever case;
/// nothing for other keys.
[[nodiscard]] std::optional<DarkPattern> dark_pattern(std::string_view key);

}  // namespace akkoord
