// SPDX-License-Identifier: MIT
#include "core/compile/lock.h"

#include <boost/test/unit_test.hpp>

#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::PolicyParts;

BOOST_AUTO_TEST_SUITE(lock)

struct Locked {
  std::string said;
  std::string text;
};

Locked locked(const PolicyParts& parts, const std::optional<std::string>& former = {},
              std::string_view date = {}) {
  const OpenedPolicy opened = open_text(policy_text(parts));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  std::optional<LockFile> file;
  if (former) file = LockFile{*former, "clinic.lock.json"};
  Diagnostics diagnostics;
  Locked result;
  result.text = write_lock(opened.policy, file, date, diagnostics);
  result.said = test::text_of_all(diagnostics);
  return result;
}

BOOST_AUTO_TEST_CASE(tells_what_visitors_were_asked) {
  BOOST_TEST(locked({}).text ==
             "{\n  \"policy\": \"clinic\",\n  \"revisions\": {\n    \"1\": {\n"
             "      \"services\": {\n        \"counter\": {\n"
             "          \"category\": \"analytical\",\n          \"provider\": \"Counter Ltd\",\n"
             "          \"country\": \"IE\",\n          \"purpose\": \"Counts visits.\"\n"
             "        }\n      }\n    }\n  }\n}\n");
}

BOOST_AUTO_TEST_CASE(of_the_same_policy_stays_as_it_is) {
  const std::string former = locked({}).text;
  const Locked again = locked({}, former);
  BOOST_TEST(again.said == "");
  BOOST_TEST(again.text == former);
}

// GDPR 4(11): consent is specific; it does not cover what was added later.
BOOST_AUTO_TEST_CASE(refuses_a_new_service_under_an_unchanged_revision) {
  const std::string former = locked({}).text;
  BOOST_TEST(locked({.services = R"(["counter", "pixel"])"}, former).said ==
             "clinic.json:3:15: error: raise \"revision\" to 2: pixel is new (/revision)\n"
             "    Under revision 1 visitors agreed to less; under 2 they are asked again.\n");
  const Locked raised = locked({.revision = "2", .services = R"(["counter", "pixel"])"}, former);
  BOOST_TEST(raised.said == "");
  BOOST_TEST(holds(raised.text, "\"1\": {"));
  BOOST_TEST(holds(raised.text, "\"2\": {"));
}

BOOST_AUTO_TEST_CASE(refuses_another_category_and_another_company) {
  const std::string former = locked({}).text;
  BOOST_TEST(
      holds(locked({.services = R"([{ "preset": "counter", "category": "social" }])"}, former).said,
            "counter moved from analytical to social"));
  BOOST_TEST(holds(
      locked({.services = R"([{ "preset": "counter", "provider": { "name": "Other" } }])"}, former)
          .said,
      "counter goes to Other, a company that nobody was told of"));
}

BOOST_AUTO_TEST_CASE(refuses_to_take_an_exemption_back) {
  const auto service = [](const char* basis) {
    return PolicyParts{.services = "[" + test::service_text("a", "functional", basis) + "]"};
  };
  const std::string former = locked(service(R"(, "basis": { "exempt": "a law" })")).text;
  BOOST_TEST(holds(former, "\"exempt\": \"a law\""));
  BOOST_TEST(holds(locked(service(""), former).said, "a needs consent now"));
}

BOOST_AUTO_TEST_CASE(allows_less_and_other_words) {
  const std::string former = locked({.services = R"(["counter", "pixel"])"}).text;
  BOOST_TEST(locked({}, former).said == "");
  BOOST_TEST(
      locked({.services = R"([{ "preset": "counter", "name": "New name" }])"}, former).said == "");
}

// What was removed and comes back was not asked of those who came in between.
BOOST_AUTO_TEST_CASE(forgets_what_was_removed) {
  const std::string both = locked({.services = R"(["counter", "pixel"])"}).text;
  const std::string one = locked({}, both).text;
  BOOST_TEST(holds(locked({.services = R"(["counter", "pixel"])"}, one).said, "pixel is new"));
}

BOOST_AUTO_TEST_CASE(notes_the_day_of_a_revision_that_is_new_and_keeps_it) {
  const std::string first = locked({}, {}, "2026-11-21").text;
  BOOST_TEST(holds(first, "\"1\": {\n      \"date\": \"2026-11-21\",\n      \"services\""));
  BOOST_TEST(locked({}, first, "2026-12-01").text == first);
  const std::string second = locked({.revision = "2"}, first, "2026-12-01").text;
  BOOST_TEST((date_in_lock({second, "clinic.lock.json"}, 1) == "2026-11-21"));
  BOOST_TEST((date_in_lock({second, "clinic.lock.json"}, 2) == "2026-12-01"));
  BOOST_TEST((date_in_lock({second, "clinic.lock.json"}, 3) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(invents_no_day_for_a_revision_that_had_none) {
  const std::string undated = locked({}).text;
  BOOST_TEST(locked({}, undated, "2026-12-01").text == undated);
  BOOST_TEST((date_in_lock({undated, "clinic.lock.json"}, 1) == ""));
  BOOST_TEST((date_in_lock({"{", "clinic.lock.json"}, 1) == std::nullopt));
}

BOOST_AUTO_TEST_CASE(refuses_a_revision_below_the_newest) {
  const std::string former = locked({.revision = "2"}).text;
  BOOST_TEST(holds(locked({.revision = "1"}, former).said,
                   "\"revision\" is 1, but clinic.lock.json has 2 already"));
  BOOST_TEST(locked({.revision = "2"}, former).said == "");
}

BOOST_AUTO_TEST_CASE(that_can_not_be_read_is_an_error_with_a_remedy) {
  for (const char* spoiled : {"", "{", "[]", "{}", R"({ "revisions": { "x": {} } })",
                              R"({ "policy": "clinic", "revisions": { "1": 5 } })"}) {
    BOOST_TEST_CONTEXT(spoiled) {
      const Locked result = locked({}, spoiled);
      BOOST_TEST(result.said.starts_with("clinic.lock.json:1:"));
      BOOST_TEST(holds(result.said, "Restore it from version control"));
      BOOST_TEST(result.text == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(of_another_policy_is_refused) {
  BOOST_TEST(holds(locked({}, R"({ "policy": "other", "revisions": {} })").said,
                   "this is the lock of \"other\", not of \"clinic\""));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
