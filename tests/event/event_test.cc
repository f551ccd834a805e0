// SPDX-License-Identifier: MIT
#include <array>
#include <boost/test/unit_test.hpp>
#include <utility>

#include "core/event/read_event.h"
#include "tests/event/test_event.h"

namespace akkoord {

using nlohmann::json;
using test::consent;
using test::issued_s;
using test::refusal;
using test::refused;
using test::refused_bytes;
using test::withdrawal;

BOOST_AUTO_TEST_SUITE(event)

json with(json event, const std::string& key, json value) {
  event[key] = std::move(value);
  return event;
}

EventKind kind_of_taken(const json& event) {
  EventFault fault;
  const auto read = read_event(event.dump(), test::known_policies(), issued_s, fault);
  BOOST_TEST_REQUIRE(read.has_value(), fault.pointer + ": " + fault.fault);
  return kind_of(*read);
}

BOOST_AUTO_TEST_CASE(that_grants_is_a_consent) {
  BOOST_TEST((kind_of_taken(consent()) == EventKind::consent));
  json alone = refusal();
  alone["services"]["youtube"] = true;
  BOOST_TEST((kind_of_taken(alone) == EventKind::consent));
}

BOOST_AUTO_TEST_CASE(that_grants_nothing_is_a_refusal_unless_it_ends_a_consent) {
  BOOST_TEST((kind_of_taken(refusal()) == EventKind::refusal));
  BOOST_TEST((kind_of_taken(withdrawal()) == EventKind::withdrawal));
  json exceptions = refusal();
  exceptions["services"]["youtube"] = false;
  BOOST_TEST((kind_of_taken(exceptions) == EventKind::refusal));
}

// GDPR 5(1)(c): about someone who refused nothing is kept that could single them out.
BOOST_AUTO_TEST_CASE(of_a_refusal_says_nothing_that_lasts) {
  const char* earlier = "01a21a4d-4001-7d3e-9f10-2b4c6d8e0f12";
  BOOST_TEST(refused(with(refusal(), "previous_id", earlier)) ==
             "/previous_id: a refusal follows no other event");
  BOOST_TEST(refused(with(refusal(), "held", {{"pixel", 3}})) ==
             "/held: only a consent says what was held");
  BOOST_TEST(refused(with(refusal(), "unknown_hosts", {"fonts.example"})) ==
             "/unknown_hosts: only a consent says what was held");
  BOOST_TEST(refused(with(withdrawal(), "held", {{"pixel", 3}})) ==
             "/held: only a consent says what was held");
  BOOST_TEST(refused(with(refusal(), "previous_id", nullptr)) == "");
}

// GDPR 9(2)(a): consent for pages that tell of health is explicit, or it is not there.
BOOST_AUTO_TEST_CASE(holds_on_sensitive_pages_where_a_consent_says_so_and_the_policy_has_any) {
  BOOST_TEST(refused(with(consent(), "sensitive", true)) == "");
  BOOST_TEST(refused(with(consent(), "sensitive", false)) == "/sensitive: \"sensitive\" is false");
  BOOST_TEST(refused(with(consent(), "sensitive", 1)) ==
             "/sensitive: \"sensitive\" is a number, not a truth value");
  for (const json& event : {refusal(), withdrawal()}) {
    BOOST_TEST(refused(with(event, "sensitive", true)) ==
               "/sensitive: only a consent holds on sensitive pages");
  }
  json older = with(with(consent(), "revision", 6), "sensitive", true);
  older["services"] = json::object();
  older.erase("held");
  BOOST_TEST(refused(older) == "/sensitive: the policy has no pages that tell of health");
}

// Facts, Consent record: never an IP address, a user agent or a page URL.
BOOST_AUTO_TEST_CASE(never_tells_who_or_where_the_visitor_was) {
  for (const char* key : {"ip", "user_agent", "url", "title", "referrer"}) {
    BOOST_TEST(refused(with(consent(), key, "x")) ==
               std::string("/") + key + ": unknown key \"" + key + "\"");
  }
  for (const char* host : {"192.0.2.7", "a.test/page", "a.test:8443", "user@a.test",
                           "[2001:db8::1]", "A.test", "localhost", ""}) {
    BOOST_TEST_CONTEXT(host) {
      BOOST_TEST(refused(with(consent(), "unknown_hosts", json::array({host})))
                     .starts_with("/unknown_hosts/0: "));
    }
  }
}

BOOST_AUTO_TEST_CASE(names_a_policy_revision_and_site_that_are_known_together) {
  BOOST_TEST(refused(with(consent(), "policy", "other")) ==
             "/policy: policy \"other\" is not known here");
  BOOST_TEST(refused(with(consent(), "site", "www.other.test")) ==
             "/site: \"www.other.test\" is no host of policy \"2pass\"");
  BOOST_TEST(refused(with(consent(), "revision", 8)) ==
             "/revision: policy \"2pass\" has no revision 8");
  BOOST_TEST(refused(with(consent(), "site", "2pass.localhost:8137")) == "");
}

BOOST_AUTO_TEST_CASE(names_services_that_its_revision_asked_for) {
  BOOST_TEST(refused(with(consent(), "services", {{"unheard-of", true}})) ==
             "/services/unheard-of: \"unheard-of\" is no service of revision 7");
  BOOST_TEST(refused(with(consent(), "services", {{"october", false}})) ==
             "/services/october: \"october\" is not asked for in revision 7");
  BOOST_TEST(refused(with(consent(), "services", {{"counter", false}})) ==
             "/services/counter: \"counter\" is not asked for in revision 7");
  BOOST_TEST(refused(with(consent(), "held", {{"unheard-of", 1}})) ==
             "/held/unheard-of: \"unheard-of\" is no service of revision 7");
  json older = with(consent(), "revision", 6);
  BOOST_TEST(refused(older) == "/services/youtube: \"youtube\" is no service of revision 6");
  older["services"] = {{"hotjar", false}};
  older.erase("held");
  BOOST_TEST(refused(older) == "");
}

BOOST_AUTO_TEST_CASE(lies_neither_ahead_of_the_clock_nor_beyond_a_choices_life) {
  const auto refused_at = [](std::int64_t issued, std::int64_t life) {
    json event = with(consent(), "issued_s", issued);
    event["expires_s"] = issued + life;
    return refused(event);
  };
  constexpr std::int64_t now_s = issued_s + 2;
  constexpr std::int64_t day_s = 86'400;
  BOOST_TEST(refused_at(now_s + 300, day_s) == "");
  BOOST_TEST(refused_at(now_s + 301, day_s) == "/issued_s: the choice lies in the future");
  BOOST_TEST(refused_at(now_s - 400 * day_s, day_s) == "");
  BOOST_TEST(refused_at(now_s - 400 * day_s - 1, day_s) ==
             "/issued_s: the choice lies too far back");
  BOOST_TEST(refused_at(issued_s, 400 * day_s) == "");
  BOOST_TEST(refused_at(issued_s, 400 * day_s + 1).starts_with("/expires_s: "));
  BOOST_TEST(refused_at(issued_s, 1) == "");
  BOOST_TEST(refused_at(issued_s, 0).starts_with("/expires_s: "));
}

BOOST_AUTO_TEST_CASE(has_ids_of_version_7) {
  for (const char* id :
       {"00000000-0000-0000-0000-000000000000", "01a21a4d-4000-4d3e-9f10-2b4c6d8e0f12",
        "01A21A4D-4000-7D3E-9F10-2B4C6D8E0F12", "01a21a4d", ""}) {
    BOOST_TEST(refused(with(consent(), "id", id)).starts_with("/id: "));
    BOOST_TEST(refused(with(consent(), "previous_id", id)).starts_with("/previous_id: "));
  }
  BOOST_TEST(refused(with(consent(), "previous_id", consent()["id"])) ==
             "/previous_id: the event follows itself");
}

BOOST_AUTO_TEST_CASE(is_refused_with_any_key_missing_or_of_another_type) {
  constexpr std::array optional = {"previous_id", "held", "unknown_hosts"};
  const json whole = consent();
  for (const auto& [key, value] : whole.items()) {
    if (std::find(optional.begin(), optional.end(), key) == optional.end()) {
      json cut = consent();
      cut.erase(key);
      BOOST_TEST(refused(cut) == "/" + key + ": \"" + key + "\" is missing");
    }
    for (const json& other : {json(-1), json(0.5), json("\"\\"), json(true), json::array({1}),
                              json{{"a", json::object()}}}) {
      if (key == "choice" && other.is_object()) continue;
      BOOST_TEST_CONTEXT(key << " " << other) {
        BOOST_TEST(refused(with(consent(), key, other)).starts_with("/" + key));
      }
    }
  }
  BOOST_TEST(refused(with(consent(), "choice", {{"functional", true}})) ==
             "/choice/analytical: \"analytical\" is missing");
  BOOST_TEST(refused(with(consent(), "version", 2)) == "/version: \"version\" is 2");
  BOOST_TEST(refused(with(consent(), "layer", 3)) == "/layer: \"layer\" is 3");
  BOOST_TEST(refused(with(consent(), "seconds_to_choice", 86'401)) ==
             "/seconds_to_choice: \"seconds_to_choice\" is 86401");
}

BOOST_AUTO_TEST_CASE(is_no_text_that_breaks_the_format) {
  BOOST_TEST(refused_bytes("").starts_with(": not JSON"));
  BOOST_TEST(refused_bytes("{").starts_with(": not JSON"));
  BOOST_TEST(refused_bytes("[]") == ": a list where an object belongs");
  BOOST_TEST(refused_bytes("\xFF").ends_with("is not UTF-8: \\xFF"));
  BOOST_TEST(refused_bytes(R"({"id":1,"id":2})") == "/id: duplicate key \"id\"");
  BOOST_TEST(refused_bytes(std::string(100, '[')).find("nested deeper") != std::string::npos);
  BOOST_TEST(refused_bytes(R"({"revision":1e999})") != "");
}

// Whoever reads the answer has sent no file.
BOOST_AUTO_TEST_CASE(that_is_no_json_is_refused_in_words_about_a_request) {
  const auto told = [](std::string_view body) {
    EventFault fault;
    (void)read_event(body, test::known_policies(), issued_s, fault);
    return fault.fault + " | " + fault.remedy;
  };
  BOOST_TEST(told("{\n \"id\" 1}")
                 .ends_with("in line 2, column 7 | A comma, colon, quote or "
                            "bracket is missing or one too many, here or just "
                            "before."));
  BOOST_TEST(told(R"({"id":1,"id":2})") == "duplicate key \"id\" | Send each key once.");
  BOOST_TEST(told("\xFF") == "byte 1 is not UTF-8: \\xFF | JSON travels as UTF-8 (RFC 8259, 8.1).");
  BOOST_TEST(told("\xEF\xBB\xBF{}") ==
             "a byte order mark comes first | Leave it out (RFC 8259, 8.1).");
  BOOST_TEST(told("5") == "a number where an object belongs | Send one JSON object: {...}.");
}

BOOST_AUTO_TEST_CASE(says_of_a_key_what_belongs_there) {
  const auto remedy = [](const char* key) {
    EventFault fault;
    (void)read_event(with(consent(), key, json::object({{"a", nullptr}})).dump(),
                     test::known_policies(), issued_s, fault);
    return fault.remedy;
  };
  BOOST_TEST(remedy("version") == "It is 1.");
  BOOST_TEST(remedy("layer") == "It is a whole number from 0 to 2.");
  BOOST_TEST(remedy("device") == "It is one of \"small\", \"large\".");
  BOOST_TEST(remedy("policy_hash") == "It is sha256: and 64 hexadecimal digits.");
  BOOST_TEST(remedy("sensitive") == "It is true or false.");
}

BOOST_AUTO_TEST_CASE(has_at_most_8_KiB) {
  const std::string body = consent().dump();
  const auto padded = [&body](std::size_t size_bytes) {
    return body + std::string(size_bytes - body.size(), ' ');
  };
  BOOST_TEST(refused_bytes(padded(max_event_bytes)) == "");
  BOOST_TEST(refused_bytes(padded(max_event_bytes + 1)) == ": more than 8192 bytes");
  BOOST_TEST(refused_bytes(std::string(1'000'000, '"')) == ": more than 8192 bytes");
}

BOOST_AUTO_TEST_CASE(lists_no_more_than_a_page_can_have_seen) {
  json hosts = json::array();
  for (int i = 0; i < 16; ++i) hosts.push_back("h" + std::to_string(i) + ".example");
  BOOST_TEST(refused(with(consent(), "unknown_hosts", hosts)) == "");
  hosts.push_back("h16.example");
  BOOST_TEST(refused(with(consent(), "unknown_hosts", hosts)) ==
             "/unknown_hosts: \"unknown_hosts\" lists too many");
  BOOST_TEST(refused(with(consent(), "held", {{"pixel", 1'000'000}})) == "");
  BOOST_TEST(refused(with(consent(), "held", {{"pixel", 1'000'001}})) ==
             "/held/pixel: \"pixel\" has no count");
}

BOOST_AUTO_TEST_CASE(is_refused_in_words_that_tell_what_to_do) {
  EventFault fault;
  (void)read_event(with(consent(), "previous_di", 1).dump(), test::known_policies(), issued_s,
                   fault);
  BOOST_TEST(fault_json(fault) ==
             R"({"error":{"pointer":"/previous_di","fault":"unknown key \"previous_di\"",)"
             R"("remedy":"Did you mean \"previous_id\"?"}})");
}

// What is repeated of a request can steer neither a terminal nor a log.
BOOST_AUTO_TEST_CASE(is_repeated_in_part_and_printable) {
  const std::string said = refused(with(consent(), "\x1B[31m" + std::string(200, 'x'), 1));
  BOOST_TEST(said.find('\x1B') == std::string::npos);
  BOOST_TEST(said.size() < 160U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
