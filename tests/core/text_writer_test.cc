// SPDX-License-Identifier: MIT
//
// Writing into memory of a fixed size: all that fits, nothing behind it.
#include "core/text_writer.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <limits>
#include <memory>
#include <string_view>

namespace akkoord::test {

using namespace std::string_view_literals;

BOOST_AUTO_TEST_SUITE(text_writer)

BOOST_AUTO_TEST_CASE(puts_texts_and_numbers_in_a_row) {
  std::array<char, 64> out{};
  TextWriter writer(out);
  BOOST_TEST(writer.written().empty());
  writer.text("a").number(0).text("").text("-").number(1'795'737'600);
  BOOST_TEST(writer.ok());
  BOOST_TEST(writer.written() == "a0-1795737600"sv);
  BOOST_TEST(static_cast<const void*>(writer.written().data()) == static_cast<void*>(out.data()));
}

BOOST_AUTO_TEST_CASE(writes_numbers_of_any_length) {
  constexpr std::pair<std::int64_t, std::string_view> numbers[] = {
      {9, "9"},
      {10, "10"},
      {99, "99"},
      {100, "100"},
      {std::numeric_limits<std::int64_t>::max(), "9223372036854775807"}};
  for (const auto& [number, text] : numbers) {
    std::array<char, 20> out{};
    TextWriter writer(out);
    writer.number(number);
    BOOST_TEST(writer.written() == text);
  }
}

BOOST_AUTO_TEST_CASE(fills_its_memory_to_the_last_byte) {
  const auto block = std::make_unique<char[]>(4);
  TextWriter writer({block.get(), 4});
  writer.text("ab").number(12);
  BOOST_TEST(writer.ok());
  BOOST_TEST(writer.written() == "ab12"sv);
  writer.text("");
  BOOST_TEST(writer.ok());
}

BOOST_AUTO_TEST_CASE(says_no_from_the_first_byte_that_does_not_fit) {
  const auto block = std::make_unique<char[]>(3);
  TextWriter writer({block.get(), 3});
  writer.text("ab").number(12);
  BOOST_TEST(!writer.ok());
  BOOST_TEST(writer.written().starts_with("ab"));
  writer.text("");
  BOOST_TEST(!writer.ok());
}

BOOST_AUTO_TEST_CASE(writes_nothing_into_nothing) {
  TextWriter writer({});
  writer.text("");
  BOOST_TEST(writer.ok());
  writer.text("a");
  BOOST_TEST(!writer.ok());
  BOOST_TEST(writer.written().empty());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
