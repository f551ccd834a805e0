// SPDX-License-Identifier: MIT
//
// What a schema says of a single value: its type, its words, its bounds; and how messages speak of
// values.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/compile/diagnostic.h"
#include "core/compile/json_value.h"

namespace akkoord {

/// `"revision"`, or `item 3 of "hosts"`: what a message is about.
[[nodiscard]] std::string subject_of(const JsonValue& value);

/// `a string`: a type as the schema names it, in words.
[[nodiscard]] std::string type_words(std::string_view type);

/// `"a", "b" or "c"`.
[[nodiscard]] std::string any_of(const std::vector<std::string>& words);

/// The schema's own remedy, else `otherwise`.
[[nodiscard]] std::string remedy_or(std::string_view remedy, std::string_view otherwise);

/// Whether `value` is of a `type` of the schema's.
[[nodiscard]] bool is_of_type(const JsonValue& value, std::string_view type) noexcept;

/// Reports a value that is of none of the `types`.
void report_type(const JsonValue& value, const std::vector<std::string_view>& types,
                 std::string_view remedy, Diagnostics& diagnostics);

/// Checks const, enum, the bounds of numbers, the length of strings and their format.
void check_scalar(const JsonValue& schema, const JsonValue& value, std::string_view remedy,
                  Diagnostics& diagnostics);

}  // namespace akkoord
