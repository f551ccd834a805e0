// SPDX-License-Identifier: MIT
//
// The program that runs the command line's tests that need no browser.
#define BOOST_TEST_MODULE cli
#include <boost/test/included/unit_test.hpp>
