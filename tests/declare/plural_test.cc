// SPDX-License-Identifier: MIT
#include "core/declare/plural.h"

#include <boost/test/unit_test.hpp>
#include <string_view>
#include <vector>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(plural)

struct Forms {
  std::string_view language;
  std::string_view form;
  std::vector<int> counts;
};

// The samples that CLDR's "Language Plural Rules" gives with each rule, and the edges beside them.
BOOST_AUTO_TEST_CASE(forms_are_those_of_cldr) {
  const Forms known[] = {
      {"en", "one", {1}},
      {"en", "other", {2, 11, 21, 101}},
      {"pl", "one", {1}},
      {"pl", "few", {2, 4, 22, 24, 102, 182}},
      {"pl", "many", {5, 11, 12, 14, 21, 25, 112}},
      {"uk", "one", {1, 21, 101}},
      {"uk", "few", {2, 4, 22, 182}},
      {"uk", "many", {5, 11, 12, 14, 111, 25}},
      {"ro", "one", {1}},
      {"ro", "few", {2, 19, 101, 119}},
      {"ro", "other", {20, 100, 120, 182}},
      {"ar", "one", {1}},
      {"ar", "two", {2}},
      {"ar", "few", {3, 10, 103, 110}},
      {"ar", "many", {11, 99, 111, 182}},
      {"ar", "other", {100, 102, 200, 201}},
  };
  for (const Forms& one : known) {
    for (const int count : one.counts) {
      BOOST_TEST_CONTEXT(one.language << " " << count) {
        BOOST_TEST(plural_form(one.language, count) == one.form);
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
