// SPDX-License-Identifier: MIT
#include "core/compile/language.h"

#include <boost/test/unit_test.hpp>

#include "core/compile/language_text.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::said_about;

BOOST_AUTO_TEST_SUITE(language)

BOOST_AUTO_TEST_CASE(unknown_is_an_error_that_names_those_there_are) {
  BOOST_TEST(said_about(policy_text({.languages = R"(["de"])"})) ==
             "clinic.json:6:17: error: no texts in the language \"de\" (/languages/0)\n"
             "    There is \"en\" or \"nl\"; another is a file of consent-config/languages.\n");
}

BOOST_AUTO_TEST_CASE(incomplete_is_an_error_that_names_the_key) {
  const Catalogue whole = test::test_catalogue();
  const CatalogueFile files[] = {whole.languages[0],
                                 {"nl",
                                  "{ \"language\": \"nl\", \"name\": \"N\", \"direction\": "
                                  "\"ltr\",\n \"banner\": { \"title\": \"\", \"boddy\": \"b\" "
                                  "}, \"settings\": 5, \"embed\": {} }"}};
  Catalogue catalogue = whole;
  catalogue.languages = files;
  const std::string policy = policy_text({.languages = R"(["en", "nl"])"});
  const std::string said = test::text_of_all(
      open_policy({.policy = {policy, "clinic.json"}, .catalogue = catalogue}).diagnostics);
  BOOST_TEST(holds(said, "languages/nl.json:2:12: error: missing key \"body\" (/banner)"));
  BOOST_TEST(holds(said, "unknown key \"boddy\" (/banner/boddy)\n    Did you mean \"body\"?"));
  BOOST_TEST(holds(said, "\"title\" is empty"));
  BOOST_TEST(holds(said, "\"settings\" must be an object, {...}, not the number 5"));
  BOOST_TEST(holds(said, "languages/nl.json:1:1: error: missing key \"categories\""));
  BOOST_TEST(holds(said, "missing key \"title\" (/embed)"));
}

BOOST_AUTO_TEST_CASE(file_tells_visitors_everything_of_each_service) {
  const OpenedPolicy opened = open_text(policy_text());
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(
      language_json(opened.languages[0], opened.policy, test::test_catalogue()) ==
      R"({"language":"en","direction":"ltr",)"
      R"("banner":{"title":"Cookies","body":"Clinic asks <you>.","saved":"Saved.","notices":{"":"/privacy/"}},)"
      R"("settings":{"save":"Save"},"authority":"","authorities":{},"embed":{"title":"{service} waits"},)"
      R"("categories":{"analytical":{"name":"Statistics","description":"Counting."}},)"
      R"("services":[{"id":"counter","name":"Counter","category":"analytical",)"
      R"("provider":"Counter Ltd","country":"IE","notice":"https://counter.test/privacy",)"
      R"("purpose":"Counts visits.","session_replay":false,)"
      R"("cookies":[["_cnt",172800],["uid",60,"counter.test"]],"storage":["cnt_*"]}]})"
      "\n");
}

BOOST_AUTO_TEST_CASE(takes_the_policys_own_words) {
  const OpenedPolicy opened = open_text(policy_text(
      {.languages = R"(["nl", "en"])",
       .more = R"(, "banner": { "text": { "nl": { "title": "Van {controller}" } } })"}));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(banner_texts(opened.languages[0], opened.policy)[0].second == "Van Clinic");
  BOOST_TEST(banner_texts(opened.languages[1], opened.policy)[0].second == "Cookies");
}

BOOST_AUTO_TEST_CASE(without_use_for_its_words_is_an_error) {
  BOOST_TEST(holds(said_about(policy_text({.more = R"(, "banner": { "text": { "nl": {} } })"})),
                   "texts in \"nl\" are never shown: \"languages\" lacks it (/banner/text/nl)"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
