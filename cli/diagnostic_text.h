// SPDX-License-Identifier: MIT
//
// Prints the compiler's messages for people: coloured on a terminal, plain elsewhere.
#pragma once

#include <cstdio>

#include "core/compile/diagnostic.h"

namespace akkoord {

/// Prints every message to `stream`.
void print_diagnostics(std::FILE* stream, const Diagnostics& diagnostics);

}  // namespace akkoord
