// SPDX-License-Identifier: MIT
#include "collector/csv.h"

#include <array>
#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(csv)

// RFC 4180, 2: cells with commas, quotes or line ends stand in quotes, quotes in them are doubled.
BOOST_AUTO_TEST_CASE(quotes_what_must_be_quoted) {
  const std::array<std::string, 5> cells = {"plain", "a,b", "say \"yes\"", "two\nlines", ""};
  BOOST_TEST(csv_line(cells) == "plain,\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\r\n");
  BOOST_TEST(csv_line(std::array<std::string, 2>{"", "x"}) == ",x\r\n");
  BOOST_TEST(csv_cell(" a ") == "\" a \"");
}

// OWASP, CSV injection: a spreadsheet runs what begins like a formula.
BOOST_AUTO_TEST_CASE(never_begins_a_cell_like_a_formula) {
  BOOST_TEST(csv_cell("=1+1") == "'=1+1");
  BOOST_TEST(csv_cell("+1") == "'+1");
  BOOST_TEST(csv_cell("-1") == "'-1");
  BOOST_TEST(csv_cell("@SUM(A1)") == "'@SUM(A1)");
  BOOST_TEST(csv_cell("\t=1") == "\"'\t=1\"");
  BOOST_TEST(csv_cell("\r=1") == "\"'\r=1\"");
  BOOST_TEST(csv_cell("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  BOOST_TEST(csv_cell("a=1") == "a=1");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
