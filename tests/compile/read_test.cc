// SPDX-License-Identifier: MIT
#include "core/compile/read.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <utility>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::text_of_all;

BOOST_AUTO_TEST_SUITE(reading)

std::string said_about_json(std::string_view text) {
  Diagnostics diagnostics;
  const std::optional<JsonValue> value = read_json(text, "a.json", diagnostics);
  BOOST_TEST(value.has_value() == (diagnostics.empty() || holds(diagnostics[0].fault, "key")));
  return text_of_all(diagnostics);
}

std::string nested(std::size_t levels) {
  return std::string(levels, '[') + std::string(levels, ']');
}

BOOST_AUTO_TEST_CASE(keeps_the_place_of_every_value) {
  Diagnostics diagnostics;
  const std::optional<JsonValue> root =
      read_json("{\n  \"a\\\"\" : [ 1.5, \"\xC3\xA9\", true ],\n\t\"b\":{\"c/d\":null}}", "a.json",
                diagnostics);
  BOOST_TEST_REQUIRE(root.has_value());
  const JsonMember& list = root->members[0];
  BOOST_TEST((list.key_place.position == TextPosition{2, 3}));
  BOOST_TEST((list.value.place.position == TextPosition{2, 11}));
  BOOST_TEST((list.value.items[1].place.position == TextPosition{2, 18}));
  BOOST_TEST((list.value.items[2].place.position == TextPosition{2, 23}));  // columns count letters
  const JsonValue& last = root->members[1].value.members[0].value;
  BOOST_TEST((last.place.position == TextPosition{3, 13}));
  BOOST_TEST(last.place.pointer == "/b/c~1d");
}

BOOST_AUTO_TEST_CASE(accepts_a_mebibyte_and_not_a_byte_more) {
  const std::string largest = "\"" + std::string(max_policy_bytes - 2, 'x') + "\"";
  BOOST_TEST(said_about_json(largest) == "");
  BOOST_TEST(said_about_json(largest + " ") ==
             "a.json: error: the file has more than the 1048576 bytes that are read\n"
             "    Nothing of it was looked at. Is it the right file?\n");
}

BOOST_AUTO_TEST_CASE(accepts_sixteen_levels_and_not_one_more) {
  BOOST_TEST(said_about_json(nested(16)) == "");
  BOOST_TEST(
      holds(said_about_json(nested(17)), "a.json:1:17: error: nested deeper than 16 levels"));
  BOOST_TEST(holds(said_about_json(nested(500'000)), "nested deeper than 16 levels"));
}

BOOST_AUTO_TEST_CASE(refuses_a_byte_order_mark) {
  BOOST_TEST(said_about_json("\xEF\xBB\xBF{}") ==
             "a.json:1:1: error: the file begins with a byte order mark\n"
             "    Save it as UTF-8 without BOM.\n");
}

BOOST_AUTO_TEST_CASE(refuses_what_is_not_utf8) {
  const std::pair<std::string, std::string> spoiled[] = {
      {"{\n\"a\":\"\xFF\"}", "a.json:2:6: error: byte 8 is not UTF-8: \\xFF"},
      {"\"\xC0\x80\"", "a.json:1:2: error: byte 2 is not UTF-8: \\xC0"},      // overlong
      {"\"\xED\xA0\x80\"", "a.json:1:2: error: byte 2 is not UTF-8: \\xED"},  // a surrogate
      {"\"\xE2\x82", "a.json:1:2: error: byte 2 is not UTF-8: \\xE2"},        // cut short
  };
  for (const auto& [text, said] : spoiled) BOOST_TEST(holds(said_about_json(text), said));
}

BOOST_AUTO_TEST_CASE(names_both_places_of_a_duplicate_key) {
  BOOST_TEST(said_about_json("{ \"id\": 1,\n  \"id\": 2 }") ==
             "a.json:2:3: error: duplicate key \"id\" (/id)\n"
             "    It stands at a.json:1:3 already: remove one of the two.\n");
}

BOOST_AUTO_TEST_CASE(says_where_the_text_stops_being_json) {
  const std::pair<std::string, std::string> spoiled[] = {
      {"", "a.json:1:1: error: not JSON: unexpected end of input"},
      {"{\"a\": 1", "a.json:1:8: error: not JSON: unexpected end of input, expected '}'"},
      {"{\"a\": [1,\n]}", "a.json:2:1: error: not JSON: unexpected ']'"},
      {"{\"a\": tru}", "a.json:1:10: error: not JSON: invalid literal"},
      {"{\"a\": \"x\ny\"}", "a.json:1:9: error: not JSON: invalid string: control character"},
      {"{} {}", "a.json:1:4: error: not JSON: unexpected '{', expected end of input"},
      {"[1e999]", "a.json:1:6: error: not JSON: a number beyond what can be counted"},
  };
  for (const auto& [text, said] : spoiled) {
    BOOST_TEST_CONTEXT(text << " -> " << said_about_json(text)) {
      BOOST_TEST(said_about_json(text).starts_with(said));
    }
  }
}

BOOST_AUTO_TEST_CASE(tells_a_tired_developer_what_to_type) {
  BOOST_TEST(holds(said_about_json("[1,]"), "Remove the comma before it."));
  BOOST_TEST(holds(said_about_json("[1, // one\n2]"), "JSON has no comments"));
  BOOST_TEST(holds(said_about_json("{\"a\":\"b\" \"c\":1}"), "A comma is missing before it."));
  BOOST_TEST(holds(said_about_json("{'a':1}"), "JSON quotes with \" alone."));
}

BOOST_AUTO_TEST_CASE(never_repeats_a_long_text_whole) {
  const std::string huge(1'000'000, 'k');
  BOOST_TEST(said_about_json("{\"" + huge + "\":1,\"" + huge + "\":1}").size() < 400);
  BOOST_TEST(said_about_json("[\"" + huge + "\" \"" + huge + "\"]").size() < 400);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
