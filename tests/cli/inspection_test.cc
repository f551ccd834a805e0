// SPDX-License-Identifier: MIT
#include "cli/inspection/inspection.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "cli/inspection/inspection_json.h"
#include "cli/inspection/inspection_text.h"
#include "events.h"

namespace akkoord {
namespace {

using nlohmann::json;
using test::report_of;
using test::visit_begun;

const char* const counter =
    R"([{"id":"counter","name":"Counter","category":"analytical","urls":["counter.test"],)"
    R"("cookies":[{"name":"cnt","lifetime":"session"}],"paths":["/count/"],)"
    R"("provider":{"name":"Counter Ltd","country":"IE"},"purpose":{"en":"Counts."}}])";

BOOST_AUTO_TEST_SUITE(inspection)

BOOST_AUTO_TEST_CASE(finds_nothing_in_a_page_that_asks_its_own_hosts_alone) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("7", "https://cdn.clinic.test/a.css"));
  const PageReport report = report_of(visit);
  BOOST_TEST(report.requests.empty());
  BOOST_TEST(!report.fails());
  BOOST_TEST(report.url == "https://www.clinic.test/");
}

BOOST_AUTO_TEST_CASE(names_the_policys_service_then_the_preset_that_would_fit_then_nobody) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("1", "https://counter.test/hit?id=1"));
  visit.take_event(test::request("2", "https://www.youtube.com/embed/x", "video", "Document"));
  visit.take_event(test::request("3", "https://who.test/p.gif?visitor=9"));
  const PageReport report = report_of(visit, test::policy_with(counter));
  BOOST_TEST_REQUIRE(report.requests.size() == 3U);
  BOOST_TEST(report.requests[0].by.id == "counter");
  BOOST_TEST((report.requests[0].by.owner == Owner::policy));
  BOOST_TEST(report.requests[1].by.id == "youtube");
  BOOST_TEST((report.requests[1].by.owner == Owner::preset));
  BOOST_TEST((report.requests[2].by.owner == Owner::unknown));
  BOOST_TEST(report.fails());
}

// One policy, several countries: the address of the page tells what is exempt there.
BOOST_AUTO_TEST_CASE(lets_pass_what_the_country_of_the_page_exempts) {
  std::string exempt = counter;
  exempt.insert(2, R"("basis":{"exempt":"CNIL","countries":["FR"]},)");
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("1", "https://counter.test/hit"));
  const auto fails_where = [&](const char* path) {
    const std::string countries =
        std::string(R"(["BE",{"country":"FR","paths":[")") + path + R"("]}])";
    const PageReport report = report_of(visit, test::policy_with(exempt, {}, countries));
    BOOST_TEST_REQUIRE(report.requests.size() == 1U);
    BOOST_TEST(report.requests[0].by.id == "counter");
    return report.fails();
  };
  BOOST_TEST(!fails_where("/"));
  BOOST_TEST(fails_where("/fr/"));
}

BOOST_AUTO_TEST_CASE(lets_pass_what_the_policy_declares_as_needed) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("1", "https://static.test/site/a.css"));
  visit.take_event(test::request("2", "https://static.test/ads/a.js"));
  const PageReport report =
      report_of(visit, test::policy_with("[]", R"(,"first_party":["static.test/site/"])"));
  BOOST_TEST_REQUIRE(report.requests.size() == 2U);
  BOOST_TEST((report.requests[0].by.owner == Owner::site));
  BOOST_TEST(!report.requests[0].fails);
  BOOST_TEST(report.requests[1].fails);
}

BOOST_AUTO_TEST_CASE(lets_pass_web_sockets_that_the_policy_declares) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("1", "wss://live.test/socket"));
  visit.take_event(test::request("2", "wss://else.test/socket"));
  const PageReport report =
      report_of(visit, test::policy_with("[]", R"(,"web_sockets":["live.test"])"));
  BOOST_TEST_REQUIRE(report.requests.size() == 2U);
  BOOST_TEST((report.requests[0].by.owner == Owner::site));
  BOOST_TEST(report.requests[1].fails);
}

BOOST_AUTO_TEST_CASE(sees_a_service_behind_the_sites_own_path) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("1", "https://www.clinic.test/count/hit?id=1"));
  const PageReport report = report_of(visit, test::policy_with(counter));
  BOOST_TEST_REQUIRE(report.requests.size() == 1U);
  BOOST_TEST(report.requests[0].by.id == "counter");
  BOOST_TEST(report.requests[0].fails);
}

BOOST_AUTO_TEST_CASE(lays_what_a_frame_asks_for_at_the_frames_door) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::frame("video", "page", "https://www.youtube.com/embed/x"));
  visit.take_event(test::request("1", "https://who.test/x", "video"));
  const PageReport report = report_of(visit);
  BOOST_TEST_REQUIRE(report.requests.size() == 1U);
  BOOST_TEST(report.requests[0].by.id == "youtube");
  BOOST_TEST(report.requests[0].frame_host == "www.youtube.com");
}

BOOST_AUTO_TEST_CASE(counts_a_refusal_once_that_is_told_as_failure_and_as_violation) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::violation("https://counter.test/a.js", "script-src-elem"));
  visit.take_event(test::request("1", "https://counter.test/a.js"));
  visit.take_event(test::failure("1", "csp"));
  visit.take_event(test::violation("https://counter.test/b", "connect-src"));
  const PageReport report = report_of(visit, test::policy_with(counter));
  BOOST_TEST(report.requests.empty());
  BOOST_TEST_REQUIRE(report.refused.size() == 1U);
  BOOST_TEST(report.refused[0].count == 2U);
  BOOST_TEST(!report.fails());
}

BOOST_AUTO_TEST_CASE(asks_of_cookies_who_claims_them) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::set_cookie("first", "sid=1\nkeep=1; Max-Age=60\n_ga=1"));
  visit.take_cookies(
      json::array(
          {test::cookie("sid", "www.clinic.test"), test::cookie("keep", "www.clinic.test", 60),
           test::cookie("_ga", ".clinic.test", 60), test::cookie("cnt", "www.clinic.test")}),
      0);
  const PageReport without = report_of(visit);
  BOOST_TEST_REQUIRE(without.cookies.size() == 4U);
  BOOST_TEST(!without.cookies[0].fails);  // the site's own session, which nobody has named yet
  BOOST_TEST(without.cookies[1].fails);   // outlives the visit
  BOOST_TEST(without.cookies[2].by.id == "google-analytics");
  BOOST_TEST(without.cookies[3].fails);  // no server set it

  const PageReport with = report_of(visit, test::policy_with(counter));
  BOOST_TEST(with.cookies[0].fails);  // a policy names what it needs
  BOOST_TEST(with.cookies[3].by.id == "counter");
}

BOOST_AUTO_TEST_CASE(prints_neither_queries_nor_control_characters) {
  VisitRecord visit = visit_begun();
  visit.take_event(test::request("1", "https://who.test/\x1B[31m/p?visitor=secret#secret"));
  visit.take_storage({{"origin", "https://www.clinic.test"}, {"local", {"a\x1B[0m\xC2\x9B\n"}}});
  visit.take_cookies(json::array({test::cookie("c\xE2\x80\xAE\x07", "www.clinic.test")}), 0);
  const PageReport report = report_of(visit);
  const std::string text = report_text(report, {}) + reports_json({report}, {}, {});
  BOOST_TEST(text.find("secret") == std::string::npos);
  BOOST_TEST(text.find("from=mail") == std::string::npos);
  for (const char c : text) {
    BOOST_TEST_REQUIRE(((c >= ' ' && c < '\x7F') || c == '\n'));
  }
}

BOOST_AUTO_TEST_CASE(says_nothing_of_a_name_and_password_in_an_address) {
  BOOST_TEST(without_query("https://user:pass@www.clinic.test/a?b#c") ==
             "https://www.clinic.test/a");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace akkoord
