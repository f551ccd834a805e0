// SPDX-License-Identifier: MIT
#include "core/proof/witness.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(witness)

Digest filled_with(std::uint8_t byte) {
  Digest digest{};
  digest.fill(byte);
  return digest;
}

const Witness seen_two{filled_with(1),
                       1'795'737'600,
                       {{filled_with(2), 1234, filled_with(3), 1'795'737'540},
                        {filled_with(4), 1, filled_with(5), 1'795'737'541}}};

BOOST_AUTO_TEST_CASE(names_each_log_on_a_line) {
  const auto digits = [](const char* two) {
    std::string text;
    for (int i = 0; i < 32; ++i) text += two;
    return text;
  };
  BOOST_TEST(witness_text(seen_two) == "akkoord witness 1\nlog " + digits("01") +
                                           "\ntime_s 1795737600\nseen " + digits("02") + " 1234 " +
                                           digits("03") + " 1795737540\nseen " + digits("04") +
                                           " 1 " + digits("05") + " 1795737541\n");
}

BOOST_AUTO_TEST_CASE(is_read_as_it_was_written) {
  const std::optional<Witness> read = read_witness(witness_text(seen_two));
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST((read->log == seen_two.log && read->time_s == seen_two.time_s));
  BOOST_TEST_REQUIRE(read->seen.size() == 2U);
  BOOST_TEST(read->seen[0].size == 1234U);
  BOOST_TEST((read->seen[1].root == filled_with(5)));
  BOOST_TEST(read_witness(witness_text({filled_with(1), 5, {}})).has_value());
}

BOOST_AUTO_TEST_CASE(that_is_written_otherwise_is_none) {
  const std::string good = witness_text(seen_two);
  for (std::size_t length = 0; length < good.size(); ++length) {
    const std::optional<Witness> cut = read_witness(std::string_view(good).substr(0, length));
    // Cut after a line it is a witness of fewer logs, which is another text.
    BOOST_TEST((!cut || witness_text(*cut).size() == length));
  }
  BOOST_TEST(!read_witness(good + "x").has_value());
  std::string zero = good;
  zero.replace(zero.find(" 1234 "), 6, " 01234 ");
  BOOST_TEST(!read_witness(zero).has_value());
  Witness unsorted = seen_two;
  std::swap(unsorted.seen[0], unsorted.seen[1]);
  BOOST_TEST(!read_witness(witness_text(unsorted)).has_value());
  unsorted.seen[0] = unsorted.seen[1];
  BOOST_TEST(!read_witness(witness_text(unsorted)).has_value());
  BOOST_TEST(!read_witness(std::string(max_witness_bytes + 1, 'a')).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
