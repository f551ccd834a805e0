// SPDX-License-Identifier: MIT
#include "core/compile/script.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "core/compile/byte_text.h"
#include "core/compile/utf8.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

BOOST_AUTO_TEST_SUITE(page_script)

BOOST_AUTO_TEST_CASE(takes_its_literal_in_one_place_alone) {
  BOOST_TEST(with_literal("a(X);", "X", "{}").value_or("") == "a({});");
  BOOST_TEST(!with_literal("a();", "X", "{}").has_value());
  BOOST_TEST(!with_literal("a(X,X);", "X", "{}").has_value());
}

/// What the page does: charCodeAt(i) - shift & 255.
std::string unpacked(std::string_view text, unsigned shift = 0) {
  std::string bytes;
  while (!text.empty()) {
    const Utf8Character character = first_character(text);
    bytes += static_cast<char>((character.code_point - shift) & 255U);
    text.remove_prefix(character.size_bytes);
  }
  return bytes;
}

BOOST_AUTO_TEST_CASE(carries_every_byte) {
  std::string all;
  for (unsigned byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
  const std::string text = byte_text(all);
  BOOST_TEST(unpacked(text) == all);
  BOOST_TEST(first_invalid_utf8(text) == std::string_view::npos);
  BOOST_TEST(text.find_first_of(std::string("\0\n\r\t\"\\", 6)) == std::string::npos);
  BOOST_TEST(byte_text("az ~") == "az ~");
  BOOST_TEST(unpacked(byte_text(all, code_shift), code_shift) == all);
  BOOST_TEST(byte_text(std::string_view("\0\1", 2), code_shift) == "#$");
}

BOOST_AUTO_TEST_CASE(begins_with_a_mark_that_makes_browsers_read_utf8) {
  const OpenedPolicy opened = test::open_text(test::policy_text(
      {.languages = R"(["nl", "en"])",
       .more =
           R"(, "banner": { "layout": "bar", "theme": { "accent": "#000000", "radius_px": 4 } })"}));
  BOOST_TEST_REQUIRE(opened.ok());
  const ScriptParts parts{opened.policy, opened.languages[0], "B\n", "sha256-x", "0123abcd"};
  BOOST_TEST(
      write_script(parts, test::test_catalogue()).value_or("") ==
      "\xEF\xBB\xBFrun({id:\"clinic\",r:1,wasm:\"#\xC6\x84\xC6\x96\xC6\x90$\",blob:\"B\xC4\x8A\","
      "hash:\"sha256-x\",lang:\"nl\",dir:\"ltr\",text:{title:\"Koekjes\",body:\"Clinic vraagt "
      "het u.\"},langs:[\"nl\",\"en\"],layout:\"bar\",theme:{accent:\"#000000\",radius_px:4},"
      "notice:\"/privacy/\",on_grant:\"reload\",v:\"0123abcd\"});\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
