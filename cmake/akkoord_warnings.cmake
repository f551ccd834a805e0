# SPDX-License-Identifier: MIT
#
# The warnings that every target of ours is built with; all are errors.
add_library(akkoord_warnings INTERFACE)
target_compile_options(akkoord_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Werror
  # GCC 12 sees overlaps in std::string's operator+ that are none (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
