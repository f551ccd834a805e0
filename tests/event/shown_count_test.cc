// SPDX-License-Identifier: MIT
#include "core/event/shown_count.h"

#include <boost/test/unit_test.hpp>

#include "tests/event/test_event.h"

namespace akkoord {

using nlohmann::json;

BOOST_AUTO_TEST_SUITE(shown_count)

json shown() {
  return {{"site", "www.2passclinic.test"},
          {"policy", "2pass"},
          {"revision", 7},
          {"variant", "box-a"},
          {"language", "nl-BE"},
          {"jurisdiction", "BE"},
          {"device", "large"},
          {"entry", true}};
}

std::string refused(const json& count) {
  EventFault fault;
  if (read_shown_count(count.dump(), test::known_policies(), fault)) return {};
  return fault.pointer + ": " + fault.fault;
}

BOOST_AUTO_TEST_CASE(says_what_was_shown_and_where) {
  EventFault fault;
  const auto read = read_shown_count(shown().dump(), test::known_policies(), fault);
  BOOST_TEST_REQUIRE(read.has_value());
  BOOST_TEST(read->site == "www.2passclinic.test");
  BOOST_TEST(read->revision == 7U);
  BOOST_TEST(read->language == "nl-BE");
  BOOST_TEST((read->device == Device::large));
  BOOST_TEST(read->entry);
}

BOOST_AUTO_TEST_CASE(has_no_id_and_no_other_key) {
  for (const char* key : {"id", "referrer", "url"}) {
    json count = shown();
    count[key] = "x";
    BOOST_TEST(refused(count) == std::string("/") + key + ": unknown key \"" + key + "\"");
  }
}

BOOST_AUTO_TEST_CASE(has_every_key_in_its_type) {
  const json whole = shown();
  for (const auto& [key, value] : whole.items()) {
    json count = shown();
    count.erase(key);
    BOOST_TEST(refused(count) == "/" + key + ": \"" + key + "\" is missing");
    count[key] = json::array();
    BOOST_TEST(refused(count).starts_with("/" + key + ": "));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
