// SPDX-License-Identifier: MIT
#include "core/lint/rule.h"

#include <boost/test/unit_test.hpp>
#include <set>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(rules)

BOOST_AUTO_TEST_CASE(are_numbered_from_one_without_a_gap) {
  int number = 0;
  for (const LintRule& rule : lint_rules()) BOOST_TEST(rule.number == ++number);
  BOOST_TEST(number >= 30);
}

BOOST_AUTO_TEST_CASE(have_a_name_of_their_own_a_title_and_a_source) {
  std::set<std::string_view> names;
  for (const LintRule& rule : lint_rules()) {
    BOOST_TEST(names.insert(rule.id).second, rule.id);
    BOOST_TEST(!rule.title.empty(), rule.id);
    BOOST_TEST(!rule.title.ends_with('.'), rule.id);
    BOOST_TEST(!rule.source.empty(), rule.id);
    BOOST_TEST(rule_named(rule.id) == &rule);
  }
  BOOST_TEST(rule_named("no-such-rule") == nullptr);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
