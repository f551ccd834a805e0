// SPDX-License-Identifier: MIT
//
// Service ids, and sets of services by number.
#include "core/service.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/tight_text.h"

namespace akkoord::test {

using namespace std::string_view_literals;

BOOST_AUTO_TEST_SUITE(service)

BOOST_AUTO_TEST_CASE(id_is_kebab_case) {
  for (const std::string_view id :
       {"a", "7", "youtube", "google-tag-manager", "x-1-y", "4screens"}) {
    BOOST_TEST_CONTEXT(id) {
      BOOST_TEST(is_service_id(TightText(id).view()));
    }
  }
}

BOOST_AUTO_TEST_CASE(id_is_nothing_else) {
  for (const std::string_view id : {""sv, "-"sv, "-a"sv, "a-"sv, "a--b"sv, "A"sv, "a_b"sv, "a.b"sv,
                                    "a b"sv, "a\n"sv, "a\0"sv, "caf\xC3\xA9"sv, "+a"sv}) {
    BOOST_TEST_CONTEXT(id) {
      BOOST_TEST(!is_service_id(TightText(id).view()));
    }
  }
}

BOOST_AUTO_TEST_CASE(id_has_at_most_64_bytes) {
  BOOST_TEST(is_service_id(std::string(64, 'a')));
  BOOST_TEST(!is_service_id(std::string(65, 'a')));
}

BOOST_AUTO_TEST_CASE(set_holds_the_first_and_the_last_number) {
  ServiceSet set;
  BOOST_TEST(set.empty());
  set.add(0);
  set.add(511);
  for (ServiceNumber number = 0; number < max_services; ++number) {
    BOOST_TEST(set.has(number) == (number == 0 || number == 511));
  }
  BOOST_TEST(!set.empty());
}

BOOST_AUTO_TEST_CASE(set_never_holds_a_number_beyond_the_bound) {
  ServiceSet set;
  set.add(512);
  set.add(no_service);
  BOOST_TEST(set.empty());
  for (ServiceNumber number = 0; number < max_services; ++number) set.add(number);
  BOOST_TEST(!set.has(512));
  BOOST_TEST(!set.has(no_service));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
