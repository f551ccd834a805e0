// SPDX-License-Identifier: MIT
//
// The program that runs the tests of what the collector keeps.
#define BOOST_TEST_MODULE collector
#include <boost/test/included/unit_test.hpp>
