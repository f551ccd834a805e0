// SPDX-License-Identifier: MIT
//
// Texts of lines: going through them, and finding a place in sorted ones.
#include "core/lines.h"

#include <algorithm>
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

namespace {

/// Lines of uneven lengths, so that halving lands everywhere in them.
std::vector<std::string> sorted_lines(std::size_t count) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < count; ++i) {
    lines.push_back(std::string(1, static_cast<char>('0' + i)) + std::string(i * 7 % 11, '.'));
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines, std::size_t first) {
  std::string text;
  for (std::size_t i = first; i < lines.size(); ++i) text += lines[i] + '\n';
  return text;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(lines)

BOOST_AUTO_TEST_CASE(of_an_empty_text_are_none) {
  Lines none("");
  std::string_view line = "untouched";
  BOOST_TEST(!none.next(line));
  BOOST_TEST(line == "untouched"sv);
}

BOOST_AUTO_TEST_CASE(come_in_order_the_empty_ones_too) {
  const TightText text("a\n\nbc\n");
  Lines lines(text.view());
  std::string_view line;
  BOOST_TEST(lines.next(line));
  BOOST_TEST(line == "a"sv);
  BOOST_TEST(lines.rest() == "\nbc\n"sv);
  BOOST_TEST(lines.next(line));
  BOOST_TEST(line.empty());
  BOOST_TEST(lines.next(line));
  BOOST_TEST(line == "bc"sv);
  BOOST_TEST(lines.rest().empty());
  BOOST_TEST(!lines.next(line));
}

BOOST_AUTO_TEST_CASE(sorted_are_found_by_halving_wherever_they_stand) {
  for (std::size_t count = 0; count <= 40; ++count) {
    const std::vector<std::string> all = sorted_lines(count);
    const TightText text(joined(all, 0));
    for (std::size_t i = 0; i < count; ++i) {
      BOOST_TEST_CONTEXT("line " << i << " of " << count) {
        const std::string_view found =
            lines_from(text.view(), [&](std::string_view line) { return line < all[i]; });
        BOOST_TEST(found == joined(all, i));
        const std::string_view behind =
            lines_from(text.view(), [&](std::string_view line) { return line <= all[i]; });
        BOOST_TEST(behind == joined(all, i + 1));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(sorted_before_the_first_and_behind_the_last_are_all_and_none) {
  for (std::size_t count = 0; count <= 5; ++count) {
    const TightText text(joined(sorted_lines(count), 0));
    BOOST_TEST(lines_from(text.view(), [](std::string_view) { return false; }) == text.view());
    BOOST_TEST(lines_from(text.view(), [](std::string_view) { return true; }).empty());
  }
}

BOOST_AUTO_TEST_CASE(sorted_of_one_kind_are_found_from_their_first) {
  const TightText text("a 1\nb 1\nb 2\nb 3\nc 1\n");
  const std::string_view found =
      lines_from(text.view(), [](std::string_view line) { return line[0] < 'b'; });
  BOOST_TEST(found == "b 1\nb 2\nb 3\nc 1\n"sv);
}

BOOST_AUTO_TEST_CASE(are_asked_about_as_wholes_only) {
  const std::vector<std::string> all = sorted_lines(23);
  const TightText text(joined(all, 0));
  for (const std::string& key : all) {
    const std::string_view found = lines_from(text.view(), [&](std::string_view line) {
      BOOST_TEST((std::find(all.begin(), all.end(), line) != all.end()));
      return line < key;
    });
    BOOST_TEST(found.starts_with(key));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
