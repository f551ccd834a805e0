// SPDX-License-Identifier: MIT
//
// What must hold of every input; where it does not, the fuzzer keeps the input.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace akkoord::fuzz {

/// Ends the program with `rule` where it does not hold.
inline void holds(bool it_does, const char* rule) {
  if (it_does) return;
  std::fprintf(stderr, "broken: %s\n", rule);
  std::abort();
}

}  // namespace akkoord::fuzz
