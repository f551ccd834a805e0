// SPDX-License-Identifier: MIT
//
// A parser's message turned into a plain sentence with the byte it is about.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace akkoord {

/// Where a text stops being JSON, and why.
struct SyntaxFault {
  /// The offending token or byte.
  std::size_t offset_bytes = 0;
  /// What is wrong there.
  std::string fault;
  /// What to do; may be empty.
  std::string remedy;
};

/// Reads nlohmann's `message` about `text`, of which it had read `read_bytes` when it stopped at
/// `last_token`.
[[nodiscard]] SyntaxFault syntax_fault(std::string_view text, std::size_t read_bytes,
                                       std::string_view last_token, std::string_view message);

}  // namespace akkoord
