// SPDX-License-Identifier: MIT
#include "cli/inspection/set_cookie.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(set_cookie)

BOOST_AUTO_TEST_CASE(belongs_to_the_domain_that_it_names_last) {
  const CookieKey cookie =
      cookie_of_line("id = 1; Path=/; domain=a.test; Domain=.Shop.TEST", "https://www.shop.test/");
  BOOST_TEST(cookie.name == "id");
  BOOST_TEST(cookie.domain == "shop.test");
}

BOOST_AUTO_TEST_CASE(belongs_to_the_host_that_sent_it_where_it_names_no_domain) {
  BOOST_TEST(cookie_of_line("id=1; Domain=; Secure", "https://A.test:8443/x").domain == "a.test");
  BOOST_TEST(cookie_of_line("id=1", "http://[::1]/").domain == "[::1]");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
