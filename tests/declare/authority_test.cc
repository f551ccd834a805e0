// SPDX-License-Identifier: MIT
#include "core/compile/authority.h"

#include <boost/test/unit_test.hpp>

#include "tests/declare/declared.h"

namespace akkoord {

using test::holds;

BOOST_AUTO_TEST_SUITE(authority)

BOOST_AUTO_TEST_CASE(speaks_the_visitors_language_where_it_can) {
  const Authorities authorities(embedded_catalogue());
  BOOST_TEST(holds(authorities.of("BE", "nl")->name, "GBA"));
  BOOST_TEST(holds(authorities.of("BE", "fr")->complaint, "autoriteprotectiondonnees.be"));
  BOOST_TEST(holds(authorities.of("BE", "tr")->name, "Data Protection Authority"));
  BOOST_TEST(holds(authorities.of("NL", "fr")->complaint, "/en"));
}

BOOST_AUTO_TEST_CASE(is_known_for_each_country_that_a_clinic_here_has) {
  const Authorities authorities(embedded_catalogue());
  for (const char* country : {"BE", "NL", "FR", "LU", "GB", "UK"}) {
    BOOST_TEST_CONTEXT(country) {
      BOOST_TEST_REQUIRE(authorities.of(country, "en").has_value());
      BOOST_TEST(authorities.of(country, "en")->name != "");
      BOOST_TEST(authorities.of(country, "en")->complaint.starts_with("https://"));
    }
  }
}

BOOST_AUTO_TEST_CASE(is_looked_up_on_the_boards_list_elsewhere_in_the_economic_area) {
  const Authorities authorities(embedded_catalogue());
  BOOST_TEST(authorities.of("PT", "en")->name == "");
  BOOST_TEST(holds(authorities.of("PT", "en")->complaint, "edpb.europa.eu"));
  BOOST_TEST(!authorities.of("US", "en").has_value());
  BOOST_TEST(!Authorities(Catalogue{}).of("BE", "en").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
