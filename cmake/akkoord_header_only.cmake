# SPDX-License-Identifier: MIT
#
# Debian's header-only libraries, for both compilers. Emscripten must not see the rest of
# /usr/include, so what it may see is linked into a folder of its own.
set(AKKOORD_HEADER_ONLY_DIR ${CMAKE_BINARY_DIR}/header-only)
set(libraries nlohmann)
# Natively the collector has Beast; for WebAssembly Boost is for tests alone.
if(BUILD_TESTING OR NOT EMSCRIPTEN)
  list(APPEND libraries boost)
endif()
foreach(library IN LISTS libraries)
  if(NOT EXISTS /usr/include/${library})
    message(FATAL_ERROR "/usr/include/${library} is missing: run ./setup")
  endif()
  file(MAKE_DIRECTORY ${AKKOORD_HEADER_ONLY_DIR}/${library})
  file(CREATE_LINK /usr/include/${library} ${AKKOORD_HEADER_ONLY_DIR}/${library}/${library} SYMBOLIC)
  add_library(akkoord_${library} INTERFACE)
  target_include_directories(akkoord_${library} SYSTEM INTERFACE ${AKKOORD_HEADER_ONLY_DIR}/${library})
endforeach()
