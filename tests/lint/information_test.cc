// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(information)

// GDPR 13(1)(a).
BOOST_AUTO_TEST_CASE(says_where_the_controller_is_reached) {
  const auto with_keys = [](const std::string& keys) {
    return said("controller-can-be-reached",
                {.controller = R"({ "name": "C", "country": "IE")" + keys + " }"});
  };
  const std::string notice = R"(, "privacy_notice": "/p/")";
  BOOST_TEST(with_keys(notice + R"(, "address": "A 1")") == "passed");
  BOOST_TEST(with_keys(notice + R"(, "email": "a@b.test")") == "passed");
  BOOST_TEST(holds(with_keys(notice), "warning: the controller has neither \"email\" nor"));
  BOOST_TEST(holds(with_keys(R"(, "address": "A 1")"), "error: missing key \"privacy_notice\""));
}

constexpr std::string_view described = "services-are-described";

std::string with(const std::string& keys) {
  return said(described, {.services = "[" + linted_service("a", "social", keys) + "]"});
}

// CJEU Planet49 (C-673/17): who may access what is stored, and for how long it lasts.
BOOST_AUTO_TEST_CASE(names_who_receives_what) {
  BOOST_TEST(with(R"(, "urls": ["x.test"])") == "passed");
  BOOST_TEST(holds(with(R"(, "urls": ["x.test"], "provider": { "name": "P", "country": "IE" })"),
                   "warning: \"P\", who receives the data of \"a\", has no privacy notice here"));
  BOOST_TEST(with(R"(, "paths": ["/x/"], "provider": { "name": "P", "country": "IE" })") ==
             "passed");
  BOOST_TEST(holds(with(""), "warning: \"a\" declares no address, no cookie and no storage"));
}

BOOST_AUTO_TEST_CASE(notes_a_policy_without_services) {
  BOOST_TEST(holds(said(described, {}), "note: no service is declared"));
}

constexpr std::string_view spared = "sensitive-pages-are-spared";

// GDPR 9; CJEU C-21/23: the address of a treatment tells of health.
BOOST_AUTO_TEST_CASE(spares_pages_that_tell_of_health) {
  const std::string routes = R"(, "sensitive_routes": ["/treatments/"])";
  BOOST_TEST(said(spared, {}) == "passed");
  BOOST_TEST(said(spared, {.services = R"(["google-analytics"])"}) == "passed");
  for (const std::string name : {"meta-pixel", "youtube", "crazy-egg"}) {
    const std::string services = "[\"" + name + "\"]";
    BOOST_TEST(holds(said(spared, {.services = services}), "no route is called sensitive"), name);
    BOOST_TEST(said(spared, {.services = services, .more = routes}) == "passed", name);
  }
}

BOOST_AUTO_TEST_CASE(knows_who_replays_visits) {
  const std::string routes = R"(, "sensitive_routes": ["/treatments/"])";
  BOOST_TEST(holds(said(spared, {.services = R"([{ "preset": "hotjar", "session_replay": false }])",
                                 .more = routes}),
                   "warning: \"hotjar\" is known to replay visits"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
