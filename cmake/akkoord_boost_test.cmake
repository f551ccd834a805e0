# SPDX-License-Identifier: MIT
#
# akkoord_boost_test(TARGET) makes TARGET a Boost.Test program that runs natively or under Node.
function(akkoord_boost_test target)
  target_compile_features(${target} PRIVATE cxx_std_20)
  target_link_libraries(${target} PRIVATE akkoord_boost akkoord_warnings)
  if(EMSCRIPTEN)
    # package.json makes .js an ES module, which Emscripten's program is not.
    set_target_properties(${target} PROPERTIES SUFFIX .cjs)
    target_compile_options(${target} PRIVATE -fexceptions)
    target_compile_definitions(${target} PRIVATE BOOST_TEST_DISABLE_ALT_STACK)
    target_link_options(${target} PRIVATE
      -fexceptions -sALLOW_MEMORY_GROWTH=1 -sEXIT_RUNTIME=1 -sNODERAWFS=1)
  endif()
endfunction()
