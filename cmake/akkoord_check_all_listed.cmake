# SPDX-License-Identifier: MIT
#
# akkoord_check_all_listed(TARGET PATTERN) stops configuring when a file of the current folder that
# matches PATTERN is in no source list of TARGET: a test that nobody builds is no test.
function(akkoord_check_all_listed target pattern)
  get_target_property(listed ${target} SOURCES)
  file(GLOB present RELATIVE ${CMAKE_CURRENT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR}/${pattern})
  foreach(file IN LISTS present)
    if(NOT file IN_LIST listed)
      message(FATAL_ERROR "${CMAKE_CURRENT_SOURCE_DIR}/${file} is not listed in target ${target}")
    endif()
  endforeach()
endfunction()
