// SPDX-License-Identifier: MIT
//
// The program that runs the declaration's tests.
#define BOOST_TEST_MODULE declare
#include <boost/test/included/unit_test.hpp>
