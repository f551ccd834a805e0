// SPDX-License-Identifier: MIT
//
// Reads a JSON file that people write: bounded, UTF-8, each key once, every value with its place.
// What is wrong is said in a sentence, with line and column.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"

namespace akkoord {

/// The largest policy, preset or language file, in bytes.
inline constexpr std::size_t max_policy_bytes = 1U << 20U;
/// How deep arrays and objects may lie in one another.
inline constexpr std::size_t max_nesting = 16;

/// The value of `text`, a file that messages call `path`; nothing where it can't be read. Whatever
/// is wrong, also what is no reason to stop (a key given twice), is put into `diagnostics`.
[[nodiscard]] std::optional<JsonValue> read_json(std::string_view text, std::string_view path,
                                                 Diagnostics& diagnostics,
                                                 std::size_t max_bytes = max_policy_bytes);

}  // namespace akkoord
