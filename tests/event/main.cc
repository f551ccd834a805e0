// SPDX-License-Identifier: MIT
//
// The program that runs the tests of events.
#define BOOST_TEST_MODULE event
#include <boost/test/included/unit_test.hpp>
