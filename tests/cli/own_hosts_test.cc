// SPDX-License-Identifier: MIT
#include "cli/inspection/own_hosts.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {
namespace {

BOOST_AUTO_TEST_SUITE(own_hosts)

BOOST_AUTO_TEST_CASE(end_where_somebody_else_may_register) {
  BOOST_TEST(registrable_part("www.clinic.be") == "clinic.be");
  BOOST_TEST(registrable_part("clinic.be") == "clinic.be");
  BOOST_TEST(registrable_part("www.clinic.co.uk") == "clinic.co.uk");
  BOOST_TEST(registrable_part("clinic.co.uk") == "clinic.co.uk");
  BOOST_TEST(registrable_part("a.b.clinic.github.io") == "clinic.github.io");
  BOOST_TEST(registrable_part("co.com") == "co.com");  // "com" is no country's
}

BOOST_AUTO_TEST_CASE(of_an_address_or_a_single_label_are_that_alone) {
  BOOST_TEST(registrable_part("127.0.0.1") == "127.0.0.1");
  BOOST_TEST(registrable_part("[::1]") == "[::1]");
  BOOST_TEST(registrable_part("localhost") == "localhost");
  BOOST_TEST(registrable_part("") == "");
}

BOOST_AUTO_TEST_CASE(are_compared_by_whole_labels_without_port) {
  OwnHosts own;
  own.add_site_of("www.clinic.be");
  BOOST_TEST(own.has("clinic.be"));
  BOOST_TEST(own.has_url("https://CDN.Clinic.be:8443/x"));
  BOOST_TEST(!own.has("myclinic.be"));
  BOOST_TEST(!own.has("clinic.be.evil.test"));
  BOOST_TEST(!own.has(""));
  BOOST_TEST(host_name_of_url("https://[::1]:8443/") == "[::1]");
  BOOST_TEST(host_name_of_url("data:text/html,x") == "");
}

BOOST_AUTO_TEST_CASE(that_a_policy_names_are_these_alone_but_for_its_cookie_domain) {
  Policy policy;
  policy.hosts = {{"www.clinic.test", {}}};
  OwnHosts own;
  own.add_policy(policy);
  BOOST_TEST(own.has("www.clinic.test"));
  BOOST_TEST(!own.has("shop.clinic.test"));
  policy.cookie_domain = {"clinic.test", {}};
  own.add_policy(policy);
  BOOST_TEST(own.has("shop.clinic.test"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace
}  // namespace akkoord
