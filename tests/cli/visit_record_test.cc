// SPDX-License-Identifier: MIT
#include "cli/inspection/visit_record.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "events.h"

namespace akkoord {
namespace {

using nlohmann::json;

BOOST_AUTO_TEST_SUITE(visit_record)

BOOST_AUTO_TEST_CASE(takes_no_shape_on_trust) {
  VisitRecord visit = test::visit_begun();
  const std::size_t before = visit.requests().size();
  for (const char* text :
       {"null", "[]", "7", "{}", R"({"method":7})", R"({"method":"Network.requestWillBeSent"})",
        R"({"method":"Network.requestWillBeSent","params":{"request":[]}})",
        R"({"method":"Network.responseReceivedExtraInfo","params":7})",
        R"({"method":"Audits.issueAdded","params":{"issue":{"details":1}}})",
        R"({"method":"Target.attachedToTarget","params":{"targetInfo":[]}})"}) {
    visit.take_event(json::parse(text));
    visit.take_cookies(json::parse(text), 0);
    visit.take_storage(json::parse(text));
  }
  BOOST_TEST(visit.requests().size() == before);
  BOOST_TEST(visit.items().empty());
  BOOST_TEST(visit.is_complete());
}

BOOST_AUTO_TEST_CASE(counts_each_hop_and_only_the_last_as_refused) {
  VisitRecord visit = test::visit_begun();
  visit.take_event(test::request("7", "https://a.test/x"));
  visit.take_event(test::redirected("7", "https://b.test/y"));
  visit.take_event(test::failure("7", "csp"));
  BOOST_TEST_REQUIRE(visit.requests().size() == 3U);
  BOOST_TEST(!visit.requests()[1].refused);
  BOOST_TEST(visit.requests()[2].refused);
}

BOOST_AUTO_TEST_CASE(takes_a_response_that_was_withheld_for_one_that_left) {
  VisitRecord visit = test::visit_begun();
  visit.take_event(test::request("7", "https://a.test/x"));
  visit.take_event(test::failure("7", "corp-not-same-origin"));
  BOOST_TEST(!visit.requests().back().refused);
}

BOOST_AUTO_TEST_CASE(counts_a_request_once_that_two_sessions_tell_of) {
  VisitRecord visit = test::visit_begun();
  visit.take_event(test::request("7", "https://a.test/", "frame", "Document"));
  visit.take_event(test::request("7", "https://a.test/", "frame", "Document"));
  BOOST_TEST(visit.requests().size() == 2U);
}

BOOST_AUTO_TEST_CASE(passes_over_what_goes_nowhere) {
  VisitRecord visit = test::visit_begun();
  visit.take_event(test::request("7", "data:image/png;base64,AAAA"));
  visit.take_event(test::request("8", "blob:https://www.clinic.test/1"));
  BOOST_TEST(visit.requests().size() == 1U);
}

BOOST_AUTO_TEST_CASE(stops_at_ten_thousand_requests_and_says_so) {
  VisitRecord visit = test::visit_begun();
  for (std::size_t i = 1; i < max_requests; ++i) {
    visit.take_event(test::request(std::to_string(i), "https://a.test/" + std::to_string(i)));
  }
  BOOST_TEST(visit.requests().size() == max_requests);
  BOOST_TEST(visit.is_complete());
  visit.take_event(test::request("more", "https://a.test/more"));
  BOOST_TEST(visit.requests().size() == max_requests);
  BOOST_TEST(!visit.is_complete());
}

BOOST_AUTO_TEST_CASE(keeps_512_bytes_of_a_name) {
  VisitRecord visit = test::visit_begun();
  visit.take_storage({{"origin", "https://www.clinic.test"}, {"local", {std::string(600, 'n')}}});
  BOOST_TEST_REQUIRE(visit.items().size() == 1U);
  BOOST_TEST(visit.items()[0].name.size() == max_name_bytes);
}

BOOST_AUTO_TEST_CASE(knows_which_hop_set_a_cookie) {
  VisitRecord visit = test::visit_begun();
  visit.take_event(test::request("7", "https://hop.test/x"));
  visit.take_event(test::redirected("7", "https://end.test/y"));
  visit.take_event(test::set_cookie("7", "uid=1; Path=/\nwide=2; domain=.Hop.test; Secure"));
  visit.take_cookies(
      json::array({test::cookie("uid", "hop.test"), test::cookie("wide", ".hop.test"),
                   test::cookie("own", "www.clinic.test", 1'000)}),
      400);
  BOOST_TEST_REQUIRE(visit.cookies().size() == 3U);
  BOOST_TEST(visit.cookies()[0].set_by == "https://hop.test/x");
  BOOST_TEST(visit.cookies()[0].lifetime_s == 0);
  BOOST_TEST(visit.cookies()[1].set_by == "https://hop.test/x");
  BOOST_TEST(visit.cookies()[1].domain == "hop.test");
  BOOST_TEST(visit.cookies()[2].set_by == "");
  BOOST_TEST(visit.cookies()[2].lifetime_s == 600);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace akkoord
