# SPDX-License-Identifier: MIT
#
# akkoord_embed_programs(TARGET) writes the programs for servers, files of their own language in
# core/compile/server, into a C++ file of TARGET.
find_program(AKKOORD_NODE NAMES node nodejs REQUIRED)

function(akkoord_embed_programs target)
  set(source ${CMAKE_CURRENT_BINARY_DIR}/programs.cc)
  set(programs ${CMAKE_CURRENT_SOURCE_DIR}/server/akkoord.php
    ${CMAKE_CURRENT_SOURCE_DIR}/server/akkoord-worker.mjs)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${AKKOORD_NODE} ${PROJECT_SOURCE_DIR}/cmake/embed-programs.mjs ${source} ${programs}
    DEPENDS ${PROJECT_SOURCE_DIR}/cmake/embed-programs.mjs
      ${PROJECT_SOURCE_DIR}/cmake/embedded-file.mjs ${programs}
    COMMENT "Writing the programs for servers" VERBATIM)
  target_sources(${target} PRIVATE ${source})
endfunction()
