// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "core/event/read_event.h"
#include "core/event/read_record.h"
#include "tests/event/test_event.h"

namespace akkoord {

using nlohmann::json;

BOOST_AUTO_TEST_SUITE(canonical_bytes_of_an_event)

ConsentEvent taken(const json& event) {
  EventFault fault;
  const auto read = read_event(event.dump(), test::known_policies(), test::issued_s, fault);
  BOOST_TEST_REQUIRE(read.has_value(), fault.pointer + ": " + fault.fault);
  return *read;
}

// RFC 8785, of which nlohmann's sorted dump is the same for plain ASCII and whole numbers.
BOOST_AUTO_TEST_CASE(are_sorted_json_without_blanks) {
  json event = test::consent();
  event.erase("previous_id");
  BOOST_TEST(canonical_bytes(taken(event)) == event.dump());
  BOOST_TEST(canonical_bytes(taken(test::refusal())) == test::refusal().dump());
  BOOST_TEST(canonical_bytes(taken(test::withdrawal())) == test::withdrawal().dump());
}

BOOST_AUTO_TEST_CASE(are_read_back_as_the_same_event) {
  for (const json& event : {test::consent(), test::refusal(), test::withdrawal()}) {
    const ConsentEvent first = taken(event);
    EventFault fault;
    const auto again =
        read_event(canonical_bytes(first), test::known_policies(), test::issued_s, fault);
    BOOST_TEST_REQUIRE(again.has_value());
    BOOST_TEST((*again == first));
  }
}

BOOST_AUTO_TEST_CASE(are_the_same_however_it_was_spelt) {
  json event = test::consent();
  event["services"] = {{"youtube", true}, {"hotjar", false}};
  event["unknown_hosts"] = {"b.example", "a.example", "b.example"};
  const std::string indented = event.dump(4);
  EventFault fault;
  const auto read = read_event(indented, test::known_policies(), test::issued_s, fault);
  BOOST_TEST_REQUIRE(read.has_value());
  event["unknown_hosts"] = {"a.example", "b.example"};
  BOOST_TEST(canonical_bytes(*read) == canonical_bytes(taken(event)));
  BOOST_TEST(canonical_bytes(*read).find(R"("services":{"hotjar":false,"youtube":true})") !=
             std::string::npos);
}

BOOST_AUTO_TEST_CASE(stand_in_the_record_with_the_time_of_receipt) {
  const ConsentEvent event = taken(test::consent());
  BOOST_TEST(record_bytes(event, 12) ==
             "{\"event\":" + canonical_bytes(event) + ",\"received_s\":12}");
}

// Leaves that were logged before there was "sensitive" still verify: it is no byte where it is not.
BOOST_AUTO_TEST_CASE(tell_of_sensitive_pages_only_where_the_consent_holds_there) {
  json event = test::consent();
  event.erase("previous_id");
  const ConsentEvent without = taken(event);
  BOOST_TEST(canonical_bytes(without).find("sensitive") == std::string::npos);
  event["sensitive"] = true;
  const ConsentEvent with = taken(event);
  BOOST_TEST(canonical_bytes(with) == event.dump());
  BOOST_TEST(!is_record_of(with, record_bytes(without, 12)));
  const auto logged = read_record(record_bytes(with, 12));
  BOOST_TEST_REQUIRE(logged.has_value());
  BOOST_TEST((logged->event == with));
}

// What record_bytes() writes comes back the same; for counts and exports.
BOOST_AUTO_TEST_CASE(are_read_back_from_the_record_without_the_policy) {
  for (const json& event : {test::consent(), test::refusal(), test::withdrawal()}) {
    const ConsentEvent first = taken(event);
    const auto logged = read_record(record_bytes(first, 12));
    BOOST_TEST_REQUIRE(logged.has_value());
    BOOST_TEST((logged->event == first));
    BOOST_TEST(logged->received_s == 12);
  }
}

BOOST_AUTO_TEST_CASE(are_not_read_from_anything_that_was_cut_or_changed) {
  json event = test::consent();
  event["previous_id"] = "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f11";
  event["unknown_hosts"] = {"a.example", "b.example"};
  const std::string record = record_bytes(taken(event), 12);
  for (std::size_t i = 0; i < record.size(); ++i) {
    BOOST_TEST(!read_record(record.substr(0, i)).has_value());
  }
  BOOST_TEST(!read_record(record + " ").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
