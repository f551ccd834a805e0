// SPDX-License-Identifier: MIT
//
// Servers that run a program of ours: the programs are files beside this one, in their own
// language, and get the policy as constants.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// akkoord.php, as it lies here. Defined by the build.
[[nodiscard]] std::string_view php_program() noexcept;

/// akkoord-worker.mjs, as it lies here. Defined by the build.
[[nodiscard]] std::string_view edge_worker_program() noexcept;

/// What takes the place of a line that holds `// {name}` alone.
struct ProgramPart {
  /// Its name.
  std::string_view name;
  /// Whole lines.
  std::string text;
};

/// `program` from its first such line on, with its parts put in. A part that is not there is
/// nothing.
[[nodiscard]] std::string with_parts(std::string_view program, std::span<const ProgramPart> parts);

/// What programs call the records, by RecordCookie.
inline constexpr std::array<std::string_view, record_name_count> record_fields = {
    "set", "functional", "analytical", "advertising", "social", "exceptions", "sensitive"};

/// Writes a string literal of a program's language.
using StringLiteral = std::string (*)(std::string_view text);

/// `['a', 'b']`, whose strings `literal` writes.
[[nodiscard]] std::string word_list(const std::vector<std::string>& words, StringLiteral literal);

/// Likewise, the ids of the services behind `numbers`.
[[nodiscard]] std::string id_list(const ServerTable& table, const std::vector<std::size_t>& numbers,
                                  StringLiteral literal);

/// Likewise, the service that a path waits for; `[]` where it waits for none.
[[nodiscard]] std::string id_list(const ServerTable& table, const GuardedPath& path,
                                  StringLiteral literal);

}  // namespace akkoord
