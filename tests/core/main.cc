// SPDX-License-Identifier: MIT
//
// The program that runs the tests of the rules.
#define BOOST_TEST_MODULE core
#include <boost/test/included/unit_test.hpp>
