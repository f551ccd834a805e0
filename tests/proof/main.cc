// SPDX-License-Identifier: MIT
//
// The program that runs the tests of the proof log's rules.
#define BOOST_TEST_MODULE proof
#include <boost/test/included/unit_test.hpp>
