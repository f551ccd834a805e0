// SPDX-License-Identifier: MIT
//
// Prints the compiler's messages for people: coloured on a terminal, plain elsewhere.
#pragma once

#include <cstdio>
#include <string>

#include "core/compile/diagnostic.h"

namespace akkoord {

/// The lines of one message as `stream` shows them; null is no terminal.
[[nodiscard]] std::string text_for(std::FILE* stream, const Diagnostic& diagnostic);

/// Prints every message to `stream`.
void print_diagnostics(std::FILE* stream, const Diagnostics& diagnostics);

}  // namespace akkoord
