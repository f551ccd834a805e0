// SPDX-License-Identifier: MIT
//
// The program that runs the tests of the compiler.
#define BOOST_TEST_MODULE compile
#include <boost/test/included/unit_test.hpp>
