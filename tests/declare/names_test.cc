// SPDX-License-Identifier: MIT
#include "core/declare/names.h"

#include <boost/test/unit_test.hpp>

#include "core/compile/country.h"

namespace akkoord {

BOOST_AUTO_TEST_SUITE(names)

Names in(std::string_view language) {
  return Names(language, embedded_catalogue());
}

BOOST_AUTO_TEST_CASE(of_countries_are_in_the_language) {
  BOOST_TEST(in("nl").country("IE") == "Ierland");
  BOOST_TEST(in("fr").country("US") == "États-Unis");
  BOOST_TEST(in("en").country("UK") == "United Kingdom");
  BOOST_TEST(in("en").country("GB") == "United Kingdom");
  BOOST_TEST(in("nl").country("ZZ") == "ZZ");
}

BOOST_AUTO_TEST_CASE(of_a_language_that_is_unknown_are_english) {
  BOOST_TEST(in("xx").country("IE") == "Ireland");
  BOOST_TEST(Names("nl", Catalogue{}).country("IE") == "IE");
  BOOST_TEST(Names("nl", Catalogue{}).lifetime(60) == "1 minute");
}

BOOST_AUTO_TEST_CASE(of_lifetimes_take_the_largest_unit_that_is_exact) {
  const Names dutch = in("nl");
  BOOST_TEST(dutch.lifetime(63'072'000) == "2 jaar");
  BOOST_TEST(dutch.lifetime(86'400) == "1 dag");
  BOOST_TEST(dutch.lifetime(182 * 86'400) == "182 dagen");
  BOOST_TEST(dutch.lifetime(72'000) == "20 uur");
  BOOST_TEST(dutch.lifetime(90) == "90 seconden");
  BOOST_TEST(in("pl").lifetime(2 * 86'400) == "2 dni");
  BOOST_TEST(in("ro").lifetime(20 * 86'400) == "20 de zile");
}

BOOST_AUTO_TEST_CASE(of_days_are_as_people_write_them) {
  BOOST_TEST(in("nl").date("2026-11-01") == "1 november 2026");
  BOOST_TEST(in("en").date("2026-02-28") == "28 February 2026");
  BOOST_TEST(in("de").date("2026-12-31") == "31. Dezember 2026");
  BOOST_TEST(in("nl").date("yesterday") == "yesterday");
}

BOOST_AUTO_TEST_CASE(know_a_day_when_they_see_one) {
  for (const char* day : {"2026-11-21", "2024-02-29", "2000-02-29", "2026-08-31", "2026-01-01"}) {
    BOOST_TEST(is_date(day), day);
  }
  for (const char* other :
       {"", "2026-11-31", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-01", "2026-01-00",
        "2026-1-1", "21-11-2026", "2026-11-21 ", "2026/11/21", "2026-11-2x"}) {
    BOOST_TEST(!is_date(other), other);
  }
}

BOOST_AUTO_TEST_CASE(know_the_economic_area) {
  for (const char* country : {"BE", "NL", "FR", "LU", "IE", "IS", "LI", "NO", "HR"}) {
    BOOST_TEST(is_in_eea(country), country);
  }
  for (const char* country : {"GB", "UK", "CH", "US", "TR", "", "be"}) {
    BOOST_TEST(!is_in_eea(country), country);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
