# SPDX-License-Identifier: MIT
#
# akkoord_boost_test(TARGET) makes TARGET a Boost.Test program that runs natively or under Node.
# What is tested is built as it ships; the tests around it at -O0, which takes half the time.
if(BUILD_TESTING)
  add_library(akkoord_boost_test_program OBJECT ${PROJECT_SOURCE_DIR}/tests/boost_test_program.cc)
  target_compile_features(akkoord_boost_test_program PRIVATE cxx_std_20)
  target_compile_options(akkoord_boost_test_program PUBLIC -O0)
  target_link_libraries(akkoord_boost_test_program PUBLIC akkoord_boost akkoord_warnings)
  if(EMSCRIPTEN)
    target_compile_options(akkoord_boost_test_program PUBLIC -fexceptions)
    target_compile_definitions(akkoord_boost_test_program PUBLIC BOOST_TEST_DISABLE_ALT_STACK)
    target_link_options(akkoord_boost_test_program INTERFACE
      -O1 -fexceptions -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sNODERAWFS=1)
  endif()
  # Most of the time that a test takes to compile goes into Boost.Test's header: it is read once.
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/akkoord_boost_test_header.cc CONTENT "")
  add_library(akkoord_boost_test_header OBJECT
    ${CMAKE_CURRENT_BINARY_DIR}/akkoord_boost_test_header.cc)
  target_compile_features(akkoord_boost_test_header PRIVATE cxx_std_20)
  target_link_libraries(akkoord_boost_test_header PRIVATE akkoord_boost_test_program)
  target_precompile_headers(akkoord_boost_test_header PRIVATE
    <boost/test/unit_test.hpp> <algorithm> <array> <string> <string_view> <vector>)
endif()

function(akkoord_boost_test target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_link_libraries(${target} PRIVATE akkoord_boost_test_program)
  target_precompile_headers(${target} REUSE_FROM akkoord_boost_test_header)
  if(EMSCRIPTEN)
    # package.json makes .js an ES module, which Emscripten's program is not.
    set_target_properties(${target} PROPERTIES SUFFIX .cjs)
  endif()
endfunction()
