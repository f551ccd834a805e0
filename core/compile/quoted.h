// SPDX-License-Identifier: MIT
//
// Text of others, made fit to print: whatever stands in a policy, a message about it can't steer a
// terminal and stays short.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace akkoord {

/// How much of a text a message repeats, in bytes.
inline constexpr std::size_t max_quoted_bytes = 40;

/// `text` with control characters, invalid bytes and marks that turn the direction of writing
/// spelt out.
[[nodiscard]] std::string printable(std::string_view text);

/// `text` between double quotes, printable; "..." follows where it was cut to max_quoted_bytes.
[[nodiscard]] std::string in_quotes(std::string_view text);

/// At most `size_bytes` of `text`, never cutting a character in two.
[[nodiscard]] std::string_view cut(std::string_view text, std::size_t size_bytes) noexcept;

}  // namespace akkoord
