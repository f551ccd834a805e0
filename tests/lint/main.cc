// SPDX-License-Identifier: MIT
//
// The program that runs the tests of the lint.
#define BOOST_TEST_MODULE lint
#include <boost/test/included/unit_test.hpp>
