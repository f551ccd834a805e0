// SPDX-License-Identifier: MIT
//
// The five categories: stored numbers, names, and the set that a visitor chooses.
#include "core/category.h"

#include <boost/test/unit_test.hpp>
#include <string_view>
#include <utility>

namespace akkoord::test {

BOOST_AUTO_TEST_SUITE(category)

BOOST_AUTO_TEST_CASE(keeps_its_number_and_name) {
  constexpr std::pair<int, std::string_view> stored[] = {
      {0, "mandatory"}, {1, "functional"}, {2, "analytical"}, {3, "advertising"}, {4, "social"}};
  for (const auto& [number, name] : stored) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(name_of(static_cast<Category>(number)) == name);
      BOOST_TEST_REQUIRE(category_named(name).has_value());
      BOOST_TEST(static_cast<int>(*category_named(name)) == number);
      BOOST_TEST(static_cast<int>(all_categories.at(static_cast<std::size_t>(number))) == number);
    }
  }
}

BOOST_AUTO_TEST_CASE(beyond_the_fifth_has_no_name) {
  BOOST_TEST(name_of(static_cast<Category>(5)).empty());
  BOOST_TEST(name_of(static_cast<Category>(255)).empty());
}

BOOST_AUTO_TEST_CASE(is_named_in_one_spelling_only) {
  for (const std::string_view name : {"", "Social", "social ", "socia", "marketing", "necessary"}) {
    BOOST_TEST_CONTEXT(name) {
      BOOST_TEST(!category_named(name).has_value());
    }
  }
}

BOOST_AUTO_TEST_CASE(set_has_mandatory_always_and_nothing_else_at_first) {
  const CategorySet set;
  BOOST_TEST(set.empty());
  for (const Category one : all_categories) {
    BOOST_TEST(set.has(one) == (one == Category::mandatory));
  }
}

BOOST_AUTO_TEST_CASE(set_holds_what_was_added_and_no_other) {
  for (const Category added : all_categories) {
    CategorySet set;
    set.add(added);
    for (const Category one : all_categories) {
      BOOST_TEST(set.has(one) == (one == Category::mandatory || one == added));
    }
    BOOST_TEST(set.empty() == (added == Category::mandatory));
  }
}

BOOST_AUTO_TEST_CASE(set_drops_bits_that_mean_nothing) {
  BOOST_TEST(CategorySet::from_bits(0xFFFF'FFF0).empty());
  BOOST_TEST((CategorySet::from_bits(0xFFFF'FFFF) == CategorySet::all()));
  for (unsigned bits = 0; bits < 16; ++bits)
    BOOST_TEST(CategorySet::from_bits(bits).bits() == bits);
}

BOOST_AUTO_TEST_CASE(set_gives_every_category_its_bit) {
  BOOST_TEST(CategorySet::from_bits(1).has(Category::functional));
  BOOST_TEST(CategorySet::from_bits(2).has(Category::analytical));
  BOOST_TEST(CategorySet::from_bits(4).has(Category::advertising));
  BOOST_TEST(CategorySet::from_bits(8).has(Category::social));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
