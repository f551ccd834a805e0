// SPDX-License-Identifier: MIT
//
// The program around each set of Boost tests. Boost.Test is compiled here, once for them all.
#define BOOST_TEST_MODULE akkoord
#include <boost/test/included/unit_test.hpp>
