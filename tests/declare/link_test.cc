// SPDX-License-Identifier: MIT
#include "core/declare/link.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(link_of_a_declaration)

BOOST_AUTO_TEST_CASE(leads_to_pages_and_places_of_the_site) {
  for (const char* address : {"https://a.test/x", "http://a.test", "/privacy/", "#akkoord"}) {
    BOOST_TEST((link("x", address).kind == PhraseKind::link), address);
  }
}

BOOST_AUTO_TEST_CASE(leads_nowhere_where_the_address_is_something_else) {
  for (const char* address : {"", "javascript:alert(1)", "JAVASCRIPT:x", "data:text/html,x",
                              "//other.test", "https://a.test/\"x", "https://a.test/ x",
                              "https://a.test/<x>", "mailto:a@b", "https://a.test/\x01"}) {
    BOOST_TEST((link("x", address).kind == PhraseKind::name), address);
    BOOST_TEST(link("x", address).address == "");
  }
}

BOOST_AUTO_TEST_CASE(to_a_mailbox_has_no_header_fields_of_its_own) {
  BOOST_TEST(contact("ask@clinic.test").address == "mailto:ask@clinic.test");
  BOOST_TEST(contact("a?bcc=x@b.test").address == "mailto:a%3Fbcc%3Dx@b.test");
  BOOST_TEST(contact("a&\"<@b.test").address == "mailto:a%26%22%3C@b.test");
  BOOST_TEST((contact("Ms Officer, Street 1").kind == PhraseKind::name));
  BOOST_TEST(contact("https://clinic.test/dpo").address == "https://clinic.test/dpo");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
