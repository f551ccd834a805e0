// SPDX-License-Identifier: MIT
//
// The text of the page's policy: what the browser lets through, and nothing else.
#include "core/page_policy.h"

#include <array>
#include <boost/test/unit_test.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/core/test_policy.h"

namespace akkoord::test {

namespace {

constexpr std::string_view opening =
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob:";

Decision granting(std::initializer_list<ServiceNumber> services) {
  Decision decision;
  for (const ServiceNumber number : services) {
    decision.put(number, {Outcome::granted, Reason::record});
  }
  return decision;
}

std::string text_of(const PolicyBlob& policy, const Decision& decision) {
  std::array<char, 4'096> out{};
  const Result<std::string_view> text = akkoord::page_policy(policy, decision, out);
  return text.ok() ? std::string(text.value()) : "(no room)";
}

/// The sources between the opening and the form hosts, each after a blank.
std::string sources_of(std::vector<std::string> urls,
                       std::initializer_list<ServiceNumber> granted) {
  TestPolicy policy;
  policy.services.resize(12, {"s"});
  policy.urls = std::move(urls);
  const std::string text = text_of(OpenPolicy(policy).blob(), granting(granted));
  const std::size_t end = text.find("; form-action 'self'");
  BOOST_TEST_REQUIRE(text.starts_with(opening));
  BOOST_TEST_REQUIRE(end != std::string::npos);
  return text.substr(opening.size(), end - opening.size());
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page_policy)

BOOST_AUTO_TEST_CASE(of_nothing_granted_has_the_sites_own_hosts_and_forms) {
  const OpenPolicy open(clinic_policy());
  BOOST_TEST(text_of(open.blob(), granting({})) ==
             "default-src 'self' 'unsafe-inline' 'unsafe-eval' 'wasm-unsafe-eval' data: blob: "
             "cdn.2passclinic.test; form-action 'self' forms.2passclinic.test");
}

BOOST_AUTO_TEST_CASE(of_nothing_at_all_has_the_site_alone) {
  const std::string nothing = std::string(opening) + "; form-action 'self'";
  BOOST_TEST(text_of(OpenPolicy(TestPolicy{}).blob(), granting({})) == nothing);
  BOOST_TEST(text_of(PolicyBlob{}, granting({0, 1, 2})) == nothing);
}

BOOST_AUTO_TEST_CASE(has_the_sites_several_hosts_as_they_stand) {
  TestPolicy policy;
  policy.own = "a.test b.test";
  policy.forms = " c.test d.test";
  BOOST_TEST(text_of(OpenPolicy(policy).blob(), granting({})) ==
             std::string(opening) + " a.test b.test; form-action 'self' c.test d.test");
}

BOOST_AUTO_TEST_CASE(of_all_granted_has_every_source_in_the_blobs_order) {
  const OpenPolicy open(clinic_policy());
  BOOST_TEST(text_of(open.blob(), granting({0, 1, 2, 3, 4, 5, 6})) ==
             std::string(opening) +
                 " cdn.2passclinic.test *.crazyegg.com *.facebook.com *.google-analytics.com"
                 " script.crazyegg.com www.facebook.com/plugins/ www.facebook.com/tr"
                 " www.google-analytics.com www.google.com/maps/ www.googleadservices.com"
                 " www.googletagmanager.com/gtag/js; form-action 'self' forms.2passclinic.test");
}

BOOST_AUTO_TEST_CASE(lists_sources_of_granted_services_alone) {
  const std::vector<std::string> urls = {"a.test 0", "b.test 1", "c.test 11"};
  BOOST_TEST(sources_of(urls, {}) == "");
  BOOST_TEST(sources_of(urls, {0}) == " a.test");
  BOOST_TEST(sources_of(urls, {11}) == " c.test");
  BOOST_TEST(sources_of(urls, {1, 11}) == " b.test c.test");
}

// Source: model.md, overlaps: a source that admits a refused service's URLs is withheld.
BOOST_AUTO_TEST_CASE(withholds_a_source_until_all_that_it_admits_are_granted) {
  const std::vector<std::string> urls = {"*.a.test 0 1 11", "www.a.test/tr 1"};
  BOOST_TEST(sources_of(urls, {0}) == "");
  BOOST_TEST(sources_of(urls, {1, 11}) == " www.a.test/tr");
  BOOST_TEST(sources_of(urls, {0, 1}) == " www.a.test/tr");
  BOOST_TEST(sources_of(urls, {0, 11}) == "");
  BOOST_TEST(sources_of(urls, {0, 1, 11}) == " *.a.test www.a.test/tr");
}

// A source without a scheme admits no web socket (CSP 3, 6.7.2.8): those that do are lines as well.
BOOST_AUTO_TEST_CASE(lists_sources_of_web_sockets_beside_the_patterns) {
  const std::vector<std::string> urls = {"*.a.test 0 1", "a.test 0", "wss://*.a.test 0 1",
                                         "wss://a.test 0", "wss://a.test 1"};
  BOOST_TEST(sources_of(urls, {}) == "");
  BOOST_TEST(sources_of(urls, {0}) == " a.test wss://a.test");
  BOOST_TEST(sources_of(urls, {1}) == " wss://a.test");
  BOOST_TEST(sources_of(urls, {0, 1}) == " *.a.test a.test wss://*.a.test wss://a.test");
}

BOOST_AUTO_TEST_CASE(lists_nothing_of_a_line_whose_services_are_not_known) {
  BOOST_TEST(sources_of({"a.test", "b.test 999", "c.test 0 999", "d.test 0"}, {0}) == " d.test");
}

BOOST_AUTO_TEST_CASE(does_not_take_not_asked_or_refused_for_granted) {
  TestPolicy policy;
  policy.services = {{"s"}};
  policy.urls = {"a.test 0"};
  const OpenPolicy open(policy);
  for (const Outcome outcome : {Outcome::not_asked, Outcome::refused}) {
    Decision decision;
    decision.put(0, {outcome, Reason::record});
    BOOST_TEST(text_of(open.blob(), decision).find("a.test") == std::string::npos);
  }
}

BOOST_AUTO_TEST_CASE(cuts_queries_and_writes_what_is_left_once) {
  const std::vector<std::string> urls = {"a.test/js?id=AW- 0", "a.test/js?id=G- 1", "a.test/js 2",
                                         "a.test/js?x 0"};
  BOOST_TEST(sources_of(urls, {0, 1, 2}) == " a.test/js");
  BOOST_TEST(sources_of(urls, {1}) == " a.test/js");
  BOOST_TEST(sources_of(urls, {0}) == " a.test/js");
}

BOOST_AUTO_TEST_CASE(keeps_sources_apart_that_begin_or_end_alike) {
  BOOST_TEST(sources_of({"a.test/x/y 0", "a.test/x 0", "a.test 0", "a.test/ 0", "a.test/x/ 0"},
                        {0}) == " a.test a.test/ a.test/x a.test/x/ a.test/x/y");
  BOOST_TEST(sources_of({"*.a.test 0", "a.test 0", "b.a.test 0"}, {0}) ==
             " *.a.test a.test b.a.test");
  BOOST_TEST(sources_of({"a.test/x/tr 0", "a.test/tr?q 0"}, {0}) == " a.test/tr a.test/x/tr");
}

BOOST_AUTO_TEST_CASE(keeps_ports) {
  BOOST_TEST(sources_of({"a.localhost:8137/x/ 0", "*.a.localhost:8137 0"}, {0}) ==
             " *.a.localhost:8137 a.localhost:8137/x/");
}

BOOST_AUTO_TEST_CASE(leaves_the_sites_own_paths_to_self) {
  BOOST_TEST(sources_of({"/matomo.js 0", "/ 0", "a.test 0"}, {0}) == " a.test");
}

BOOST_AUTO_TEST_CASE(is_written_only_where_it_fits_whole) {
  const OpenPolicy open(clinic_policy());
  const Decision decision = granting({1, 2});
  const std::size_t whole_bytes = text_of(open.blob(), decision).size();
  std::string out(whole_bytes, '\0');
  BOOST_TEST(akkoord::page_policy(open.blob(), decision, out).ok());
  for (std::size_t room_bytes = 0; room_bytes < whole_bytes; ++room_bytes) {
    std::vector<char> tight(room_bytes);
    const Result<std::string_view> text = akkoord::page_policy(open.blob(), decision, tight);
    BOOST_TEST_REQUIRE(!text.ok());
    BOOST_TEST((text.error().code == ErrorCode::no_room));
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
