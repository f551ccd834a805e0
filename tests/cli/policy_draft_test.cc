// SPDX-License-Identifier: MIT
#include "cli/inspection/policy_draft.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "events.h"

namespace akkoord {
namespace {

using nlohmann::json;

/// All that is said about a policy's text.
std::string said_about(const std::string& text) {
  const Catalogue catalogue = embedded_catalogue();
  std::string said;
  for (const Diagnostic& one :
       open_policy({.policy = {text, "draft.json"}, .catalogue = catalogue}).diagnostics) {
    if (one.severity != Severity::note) said += diagnostic_text(one);
  }
  return said;
}

VisitRecord visit_with_everything() {
  VisitRecord visit = test::visit_begun();
  visit.take_event(test::request("1", "https://www.youtube.com/embed/x", "video", "Document"));
  visit.take_event(test::request("2", "https://who.test/p.gif"));
  visit.take_event(test::set_cookie("first", "sid=1"));
  visit.take_cookies(json::array({test::cookie("sid", "www.clinic.test"),
                                  test::cookie("keep", "www.clinic.test", 60),
                                  test::cookie("odd*name", "www.clinic.test", 60),
                                  test::cookie("_ga", ".clinic.test", 60)}),
                     0);
  visit.take_storage({{"origin", "https://www.clinic.test"},
                      {"local", {"cart", "a\nb", ""}},
                      {"session", {"step"}},
                      {"indexed_db", {"db"}},
                      {"cache", {"v1"}}});
  return visit;
}

BOOST_AUTO_TEST_SUITE(policy_draft_of_a_visit)

BOOST_AUTO_TEST_CASE(compiles_and_names_what_fits) {
  const std::string draft = policy_draft({test::report_of(visit_with_everything())}, {});
  BOOST_TEST(said_about(draft) == "");
  const json policy = json::parse(draft);
  BOOST_TEST(policy["services"][0] == "google-analytics");
  BOOST_TEST(policy["services"][1] == "youtube");
  BOOST_TEST(policy["services"][2]["category"] == "mandatory");
  BOOST_TEST(policy["services"][3]["category"] == "functional");
  BOOST_TEST(policy["services"][3]["cookies"].size() == 1U);
  BOOST_TEST(policy["services"][3]["local_storage"] == json::array({"cart"}));
}

BOOST_AUTO_TEST_CASE(proposes_unknown_hosts_without_letting_them_pass) {
  const json policy = json::parse(policy_draft({test::report_of(visit_with_everything())}, {}));
  BOOST_TEST(!policy["site"].contains("first_party"));
  const std::string comment = policy["$comment"];
  BOOST_TEST(comment.find(R"("first_party": ["who.test"])") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(keeps_a_policy_and_raises_its_revision_when_it_asks_for_more) {
  const std::string given = test::policy_with(R"(["youtube"])", R"(,"first_party":["a.test"])");
  const std::string draft = policy_draft({test::report_of(visit_with_everything(), given)}, given);
  BOOST_TEST(said_about(draft) == "");
  const json policy = json::parse(draft);
  BOOST_TEST(policy["revision"] == 2);
  BOOST_TEST(policy["site"]["first_party"] == json::array({"a.test"}));
  BOOST_TEST(policy["services"][0] == "youtube");
  BOOST_TEST(policy["services"][1] == "google-analytics");
  BOOST_TEST(json::parse(policy_draft({}, given))["revision"] == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace akkoord
