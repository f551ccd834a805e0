// SPDX-License-Identifier: MIT
//
// Twins: two cookies of one name, left on another domain or path by a former banner. The stricter
// one counts; where they differ in more than a category, neither does.
#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "core/records.h"
#include "tests/core/record_cookies.h"
#include "tests/core/test_policy.h"

namespace akkoord::test {

BOOST_AUTO_TEST_SUITE(record_twins)

BOOST_AUTO_TEST_CASE(that_agree_count_as_one) {
  const Records records =
      read_in_clinic(record_header("1010", record_header("1010", "cookie_consent_sv=+facebook") +
                                               "; cookie_consent_sv=+facebook"));
  BOOST_TEST_REQUIRE((records.state == RecordState::current));
  BOOST_TEST(records.choice.categories.bits() == 0b0101U);
  BOOST_TEST(records.choice.granted_alone.has(clinic::facebook));
}

BOOST_AUTO_TEST_CASE(refuse_a_category_that_either_refuses) {
  constexpr std::string_view names[] = {"fu", "ga", "ma", "so"};
  for (unsigned i = 0; i < 4; ++i) {
    const std::string twin = "cookie_consent_" + std::string(names[i]) + "=0";
    BOOST_TEST_CONTEXT(twin) {
      for (const std::string& cookies :
           {record_header("1111", twin), twin + "; " + record_header("1111")}) {
        const Records records = read_in_clinic(cookies);
        BOOST_TEST_REQUIRE((records.state == RecordState::current));
        BOOST_TEST(records.choice.categories.bits() == (0b1111U & ~(1U << i)));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(that_differ_on_sensitive_routes_are_malformed) {
  for (const std::string twins :
       {"cookie_consent_sr=1; cookie_consent_sr=0", "cookie_consent_sr=0; cookie_consent_sr=1"}) {
    BOOST_TEST(malformed_in_clinic(record_header("1111", twins)));
  }
}

BOOST_AUTO_TEST_CASE(that_differ_in_the_record_are_malformed) {
  const std::string twin =
      "cookie_consent_set=1.7.1795737601.1811462400.01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12";
  BOOST_TEST(malformed_in_clinic(record_header("1111", twin)));
  BOOST_TEST(malformed_in_clinic(twin + "; " + record_header("1111")));
  BOOST_TEST(malformed_in_clinic(record_header("1111", "cookie_consent_set=")));
  BOOST_TEST(malformed_in_clinic("cookie_consent_set=yes; " + record_header("1111")));
}

BOOST_AUTO_TEST_CASE(that_differ_in_their_exceptions_are_malformed) {
  for (const std::string twins :
       {"cookie_consent_sv=+facebook; cookie_consent_sv=",
        "cookie_consent_sv=; cookie_consent_sv=+facebook",
        "cookie_consent_sv=+facebook; cookie_consent_sv=-crazy-egg",
        "cookie_consent_sv=+a; cookie_consent_sv=+b; cookie_consent_sv=+a"}) {
    BOOST_TEST_CONTEXT(twins) {
      BOOST_TEST(malformed_in_clinic(record_header("1111", twins)));
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
