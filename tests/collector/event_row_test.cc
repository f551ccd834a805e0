// SPDX-License-Identifier: MIT
#include "collector/event_row.h"

#include <boost/test/unit_test.hpp>

#include "collector/clickhouse.h"
#include "tests/collector/test_store.h"

namespace akkoord {

BOOST_AUTO_TEST_SUITE(event_row)

EventRow full_row() {
  ConsentEvent event = test::consent(7);
  event.previous_id = test::consent(6).id;
  event.services = {{"hotjar", false}, {"youtube", true}};
  event.held = {{"crazy-egg", 3}};
  event.unknown_hosts = {"fonts.example", "more.example"};
  EventRow row = row_of(event, test::start_s, Salt{1, 2, 3});
  row.leaf = 0x0102030405060708;
  row.epoch = 9;
  return row;
}

std::string bytes_of(const EventRow& row) {
  RowWriter rows;
  row.write(rows);
  return rows.rows();
}

BOOST_AUTO_TEST_CASE(is_read_as_it_was_written) {
  const std::string bytes = bytes_of(full_row());
  RowReader reader(bytes);
  const EventRow read = EventRow::read(reader);
  BOOST_TEST(reader.at_end());
  BOOST_TEST(bytes_of(read) == bytes);
  BOOST_TEST((read.services == std::vector<std::string>{"-hotjar", "+youtube"}));
  BOOST_TEST(read.record.starts_with("{\"event\":"));
}

BOOST_AUTO_TEST_CASE(that_is_cut_short_is_refused_wherever) {
  const std::string bytes = bytes_of(full_row());
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const std::string cut = bytes.substr(0, length);
    RowReader reader(cut);
    BOOST_CHECK_THROW((void)EventRow::read(reader), ClickHouseFault);
  }
}

BOOST_AUTO_TEST_CASE(of_a_long_text_keeps_its_length) {
  for (const std::size_t length : {std::size_t{127}, std::size_t{128}, std::size_t{20'000}}) {
    RowWriter rows;
    rows.text(std::string(length, 'x'));
    RowReader reader(rows.rows());
    BOOST_TEST(reader.text().size() == length);
  }
}

BOOST_AUTO_TEST_CASE(is_asked_for_by_values_that_nothing_can_end) {
  BOOST_TEST(literal("a'\\") == "'\\x61\\x27\\x5C'");
  BOOST_TEST(literals({test::consent(1).id, test::consent(2).id}) ==
             "(" + literal(test::consent(1).id) + ", " + literal(test::consent(2).id) + ")");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
