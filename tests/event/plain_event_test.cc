// SPDX-License-Identifier: MIT
#include "core/event/plain_event.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <random>
#include <string>

#include "core/event/read_event.h"
#include "tests/event/test_event.h"

namespace akkoord {

using nlohmann::json;
using test::issued_s;

BOOST_AUTO_TEST_SUITE(plain_event)

/// What may stand in an event where something else belongs; well-formed or not.
constexpr std::array<std::string_view, 44> tokens = {"1",
                                                     "1.0",
                                                     "1e0",
                                                     "10E-1",
                                                     "-0",
                                                     "01",
                                                     "+1",
                                                     "7.5",
                                                     "1795737600.0",
                                                     "1.7957376e9",
                                                     "9007199254740993",
                                                     "18446744073709551616",
                                                     "-9223372036854775808",
                                                     "1e999",
                                                     "null",
                                                     "true",
                                                     "false",
                                                     "True",
                                                     "NaN",
                                                     "{}",
                                                     "[]",
                                                     "[[]]",
                                                     "{\"a\":{}}",
                                                     "\"\"",
                                                     "\"nl\"",
                                                     "\"\\u006el\"",
                                                     "\"n\\l\"",
                                                     "\"\\ud800\"",
                                                     "\"\\ud83d\\ude00\"",
                                                     "\"\\u0000\"",
                                                     "\"\xC3\xA9\"",
                                                     "\"\xC3\"",
                                                     "\"\xED\xA0\x80\"",
                                                     "\"\xF5\x80\x80\x80\"",
                                                     "\"a\tb\"",
                                                     "\"\\/\"",
                                                     "{\"youtube\":true,\"youtube\":true}",
                                                     "{\"youtube\":true,\"\\u0079outube\":true}",
                                                     "{\"youtube\":3,\"pixel\":1}",
                                                     "{\"counter\":true}",
                                                     "[\"b.example\",\"a.example\",\"b.example\"]",
                                                     "[\"10.0.0.1\"]",
                                                     "\"01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12\"",
                                                     "\"00000000-0000-0000-0000-000000000000\""};

class Spoiler {
 public:
  /// An event of some kind, spoiled once or several times, or not at all.
  std::string next() {
    std::array<json, 4> whole = {test::consent(), test::refusal(), test::withdrawal(),
                                 test::consent()};
    whole.back()["sensitive"] = true;
    std::string body = whole.at(below(4)).dump();
    for (std::size_t times = below(3); times > 0; --times) spoil(body);
    return body;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string_view token() { return tokens.at(below(tokens.size())); }

  void spoil(std::string& body) {
    const std::size_t at = below(body.size());
    switch (below(8)) {
      case 0:
        body[at] = static_cast<char>(random_());
        return;
      case 1:
        body.erase(at, 1 + below(3));
        if (body.empty()) body = " ";
        return;
      case 2:
        body.insert(at, 1, static_cast<char>(random_()));
        return;
      case 3:
        body.insert(at, 1, " \n\r\t\f\v\xA0,"[below(8)]);
        return;
      case 4:
        body.insert(body.size() * below(2), below(2) == 0 ? "\xEF\xBB\xBF" : " ");
        return;
      case 5:
        return repeat_member(body, at);
      default:
        return replace_value(body, at);
    }
  }

  /// Puts another value behind a key.
  void replace_value(std::string& body, std::size_t at) {
    const std::size_t colon = body.find("\":", at);
    if (colon == std::string::npos) return;
    const std::size_t end = body.find_first_of(",}", colon);
    if (end != std::string::npos) body.replace(colon + 2, end - colon - 2, token());
  }
  /// Says a member a second time, with another key at times.
  void repeat_member(std::string& body, std::size_t at) {
    const std::size_t comma = body.find(",\"", at);
    const std::size_t end = body.find(",\"", comma + 1);
    if (comma == std::string::npos || end == std::string::npos) return;
    std::string member = body.substr(comma, end - comma);
    if (below(3) == 0) member.insert(2, "x");
    body.insert(end, member);
  }

  std::mt19937_64 random_{20'261'201};
};

// Two readers that differ would store what one of them refuses.
BOOST_AUTO_TEST_CASE(is_read_as_the_strict_reader_reads_it_or_left_to_that_one) {
  const KnownPolicies policies = test::known_policies();
  Spoiler spoiler;
  unsigned taken = 0;
  unsigned refused = 0;
  for (unsigned i = 0; i < 40'000; ++i) {
    const std::string body = spoiler.next();
    // A block of exactly the text's size lets AddressSanitizer see a read past its end.
    const std::vector<char> tight(body.begin(), body.end());
    const std::string_view text(tight.data(), tight.size());
    EventFault fault;
    const auto strict = read_event_strictly(text, policies, issued_s + 2, fault);
    const auto plain = read_plain_event(text, policies, issued_s + 2);
    strict ? ++taken : ++refused;
    if (plain && plain != strict) BOOST_ERROR("read otherwise: " << body);
  }
  BOOST_TEST(taken > 10'000U);
  BOOST_TEST(refused > 10'000U);
}

BOOST_AUTO_TEST_CASE(takes_whatever_page_scripts_send) {
  const KnownPolicies policies = test::known_policies();
  json sensitive = test::consent();
  sensitive["sensitive"] = true;
  for (const json& event : {test::consent(), test::refusal(), test::withdrawal(), sensitive}) {
    BOOST_TEST(read_plain_event(event.dump(), policies, issued_s + 2).has_value(), event.dump());
  }
}

BOOST_AUTO_TEST_CASE(leaves_what_is_unusual_to_the_strict_reader) {
  const KnownPolicies policies = test::known_policies();
  const std::string body = test::consent().dump();
  const std::string_view unusual[][2] = {{"\"layer\":1", "\"layer\":1.0"},
                                         {"\"version\":1", "\"version\":1e0"}};
  for (const auto& [plain, other] : unusual) {
    std::string changed = body;
    changed.replace(changed.find(plain), plain.size(), other);
    EventFault fault;
    BOOST_TEST(!read_plain_event(changed, policies, issued_s + 2).has_value());
    BOOST_TEST(read_event(changed, policies, issued_s + 2, fault).has_value());
  }
  EventFault fault;
  const std::string with_blanks = " " + body + "\n";
  BOOST_TEST(read_event(with_blanks, policies, issued_s + 2, fault).has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
