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
      {.languages = R"(["nl", "en"])", .more = R"(, "banner": { "layout": "bar" })"}));
  BOOST_TEST_REQUIRE(opened.ok());
  const ScriptParts parts{opened.policy, opened.languages[0], "B\n", "0123abcd", ":host{}.bar{}"};
  BOOST_TEST(
      write_script(parts, test::test_catalogue()).value_or("") ==
      "\xEF\xBB\xBFrun({id:\"clinic\",r:1,wasm:\"#\xC6\x84\xC6\x96\xC6\x90$\",blob:\"B\xC4\x8A\","
      "lang:\"nl\",dir:\"ltr\",text:{title:\"Koekjes\",body:\"Clinic vraagt "
      "het u.\",notices:{\"\":\"/privacy/\"}},langs:[\"nl\",\"en\"],layout:\"bar\","
      "css:\":host{}.bar{}\",country:()=>\"\",v:\"0123abcd\"});\n");
}

std::string data_of(const std::string& services, const std::string& more = {}) {
  const OpenedPolicy opened =
      test::open_text(test::policy_text({.services = "[" + services + "]", .more = more}));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  const ScriptParts parts{opened.policy, opened.languages[0], {}, "v"};
  const std::string data = data_literal(parts, test::test_catalogue());
  constexpr std::string_view before = "country:()=>\"\",";
  const std::size_t found = data.find(before);
  return found == std::string::npos ? data : data.substr(found + before.size());
}

BOOST_AUTO_TEST_CASE(tells_the_page_that_it_only_observes) {
  BOOST_TEST(data_of("", R"(, "enforcement": "observe")") == R"(quiet:2,observe:1,v:"v"})");
}

BOOST_AUTO_TEST_CASE(brings_what_loads_the_teller_where_there_is_a_collector) {
  BOOST_TEST(data_of("", R"(, "collector": { "endpoint": "/consent" })") ==
             R"(quiet:2,tell:load,v:"v"})");
}

BOOST_AUTO_TEST_CASE(tells_the_page_whether_anyone_is_asked) {
  const std::string exempt =
      test::service_text("a", "analytical", R"(, "basis": { "exempt": "x" })");
  const std::string mandatory = test::service_text("b", "mandatory", "");
  BOOST_TEST(data_of("") == R"(quiet:2,v:"v"})");
  BOOST_TEST(data_of(mandatory) == R"(quiet:2,v:"v"})");
  BOOST_TEST(data_of(exempt + "," + mandatory) == R"(quiet:1,v:"v"})");
  BOOST_TEST(data_of(exempt + "," + test::service_text("c", "social", "")) == R"(v:"v"})");
}

// Where all is exempt nobody is asked; what is exempt in one country only asks in the others.
BOOST_AUTO_TEST_CASE(tells_the_page_in_which_countries_nobody_is_asked) {
  const std::string in_part =
      test::service_text("a", "analytical", R"(, "basis": { "exempt": "x", "countries": ["FR"] })");
  const std::string countries = R"(, "jurisdictions": ["FR", "BE"])";
  BOOST_TEST(test::holds(data_of(in_part, countries),
                         R"(get quiet(){return +["FR"].includes(this.country())},countries:1,)"));
  BOOST_TEST(!test::holds(data_of(in_part + "," + test::service_text("c", "social", ""), countries),
                          "quiet"));
}

// Each country's pages take a policy in which its exemptions hold.
BOOST_AUTO_TEST_CASE(tells_the_page_its_country_and_what_keeps_to_it) {
  const OpenedPolicy opened = test::open_text(
      test::policy_text({.services = "[" + test::service_text("a", "social", "") + "]",
                         .more = R"(, "jurisdictions": ["FR", "BE"])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  ScriptParts parts{opened.policy, opened.languages[0], "B", "v"};
  const std::string same = data_literal(parts, test::test_catalogue());
  BOOST_TEST(test::holds(same, R"(country:()=>find(["FR?","BE?"]),countries)"));
  BOOST_TEST(!test::holds(same, "follow"));
  parts.country_blobs = {{"FR", "F"}};
  BOOST_TEST(test::holds(data_literal(parts, test::test_catalogue()),
                         R"(blobs:{"FR":"F"},follow:follow)"));
}

BOOST_AUTO_TEST_CASE(tells_the_page_which_services_have_placeholders) {
  const std::string embed = R"(, "urls": ["a.test"], "embed": "placeholder")";
  BOOST_TEST(data_of(test::service_text("a", "social",
                                        embed + R"(, "embed_elements": [".x[y=\"z\"]", "b-c"])")) ==
             "embeds:{\"a\":\".x[y=\\\"z\\\"],b-c\"},v:\"v\"}");
  BOOST_TEST(data_of(test::service_text("a", "functional", embed)) == R"(embeds:{"a":""},v:"v"})");
  // What always runs is never refused.
  BOOST_TEST(data_of(test::service_text("a", "mandatory", embed)) == R"(quiet:2,v:"v"})");
  BOOST_TEST(data_of(test::service_text("a", "social", R"(, "embed": "none")")) == R"(v:"v"})");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
