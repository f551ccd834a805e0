# SPDX-License-Identifier: MIT
#
# The catalogue: presets, languages, the schema, the web parts and the page module, written into a
# C++ file, so that the command line and the studio module need no files beside them.
find_program(AKKOORD_NODE NAMES node nodejs REQUIRED)

function(akkoord_add_catalogue)
  set(source ${CMAKE_BINARY_DIR}/catalogue/catalogue.cc)
  set(config ${PROJECT_SOURCE_DIR}/consent-config)
  set(wasm ${AKKOORD_WASM_DIR})
  if(EMSCRIPTEN)
    set(wasm ${CMAKE_BINARY_DIR}/wasm)
  endif()
  file(GLOB data CONFIGURE_DEPENDS ${config}/presets/*.json ${config}/languages/*.json
    ${config}/names/*.json)
  add_custom_command(
    OUTPUT ${source}
    COMMAND ${AKKOORD_NODE} ${PROJECT_SOURCE_DIR}/cmake/embed-catalogue.mjs
      ${source} ${config} ${AKKOORD_WEB_DIR} ${wasm}
    DEPENDS ${PROJECT_SOURCE_DIR}/cmake/embed-catalogue.mjs
      ${PROJECT_SOURCE_DIR}/cmake/embedded-file.mjs ${data} ${config}/policy.schema.json
      ${config}/authorities.json ${config}/wording.json
      ${AKKOORD_WEB_DIR}/bootstrap.js ${AKKOORD_WEB_DIR}/early.js ${AKKOORD_WEB_DIR}/page-script.js
      ${AKKOORD_WEB_DIR}/paths.js ${AKKOORD_WEB_DIR}/bar.css ${AKKOORD_WEB_DIR}/dialog.css
      ${AKKOORD_WEB_DIR}/later.js ${AKKOORD_WEB_DIR}/settings.js
      ${AKKOORD_WEB_DIR}/teller.js ${AKKOORD_WEB_DIR}/tell.js
      ${AKKOORD_WEB_DIR}/embeds.js ${AKKOORD_WEB_DIR}/inspector.js
      ${AKKOORD_WEB_DIR}/declaration.js ${AKKOORD_WEB_DIR}/declaration.css
      ${AKKOORD_WEB_DIR}/declaration-page.css
      ${wasm}/akkoord-page.wasm ${wasm}/akkoord-page-whole.wasm $<$<BOOL:${EMSCRIPTEN}>:akkoord_page>
    COMMENT "Writing the catalogue" VERBATIM)
  add_library(akkoord_catalogue STATIC ${source})
  target_link_libraries(akkoord_catalogue PUBLIC akkoord_compile)
endfunction()
