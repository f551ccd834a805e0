// SPDX-License-Identifier: MIT
//
// What the compiler has to say about a policy: place, fault, remedy.
//
//     2pass.json:41:7: error: unknown key "catagory" (/services/3/catagory)
//         Did you mean "category"?
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/json_place.h"
#include "core/result.h"

namespace akkoord {

/// How bad it is: an error keeps anything from being written.
enum class Severity : std::uint8_t { error, warning, note };

/// The word for it.
[[nodiscard]] std::string_view name_of(Severity severity) noexcept;

/// One message.
struct Diagnostic {
  /// How bad it is.
  Severity severity = Severity::error;
  /// The file, as the caller named it.
  std::string path;
  /// From 1; 0 where the message is about the whole file.
  std::uint32_t line = 0;
  /// From 1, in characters; 0 likewise.
  std::uint32_t column = 0;
  /// JSON Pointer of what it is about; empty for the whole.
  std::string pointer;
  /// What is wrong.
  std::string fault;
  /// What to do; may be empty.
  std::string remedy;
};

/// Messages in the order in which they were found.
using Diagnostics = std::vector<Diagnostic>;

/// A message about a place.
[[nodiscard]] Diagnostic diagnostic_at(Severity severity, const JsonPlace& place, std::string fault,
                                       std::string remedy = {});

/// A message about a file as a whole.
[[nodiscard]] Diagnostic error_about(std::string_view path, std::string fault,
                                     std::string remedy = {});

/// Whether any of them is an error.
[[nodiscard]] bool has_errors(const Diagnostics& diagnostics) noexcept;

/// Adds `later` to `diagnostics`, less what is about a value that has an error already: what
/// follows from a wrong type would only distract.
void add_unless_explained(Diagnostics& diagnostics, Diagnostics later);

/// Orders by file, line and column, messages about `first_path` first, and drops repetitions.
void put_in_order(Diagnostics& diagnostics, std::string_view first_path);

/// The lines of one message, each ending in '\n'. `mark` and `unmark` are put around the word that
/// says how bad it is: a terminal's colours.
[[nodiscard]] std::string diagnostic_text(const Diagnostic& diagnostic, std::string_view mark = {},
                                          std::string_view unmark = {});

/// All messages as a JSON array of objects with the members of Diagnostic.
[[nodiscard]] std::string diagnostics_json(const Diagnostics& diagnostics);

/// The last line of a failed run, without '\n': `2 errors. Nothing was written.`
[[nodiscard]] std::string error_summary(const Diagnostics& diagnostics, std::string_view not_done);

/// What an error of the core means, as the end of a sentence: "is longer than can be read".
[[nodiscard]] std::string_view sentence_for(ErrorCode code) noexcept;

}  // namespace akkoord
