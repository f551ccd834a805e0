// SPDX-License-Identifier: MIT
#include <boost/test/unit_test.hpp>

#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(revisions)

std::string with_lock(const std::string& locked) {
  return said("more-is-a-new-revision",
              {.services = "[" + linted_service("a", "social") + "]",
               .lock = R"({ "policy": "clinic", "revisions": { "1": { "services": {)" + locked +
                       " } } } }"});
}

std::string locked(const std::string& purpose) {
  return R"("a": { "category": "social", "provider": "P", "country": "IE", "purpose": ")" +
         purpose + "\" }";
}

// GDPR 7(1): consent covers what was named.
BOOST_AUTO_TEST_CASE(are_raised_when_more_is_asked) {
  BOOST_TEST(with_lock(locked("What it does.")) == "passed");
  BOOST_TEST(with_lock("") == "error: raise \"revision\" to 2: a is new (/revision)");
}

BOOST_AUTO_TEST_CASE(are_not_judged_without_a_lock) {
  BOOST_TEST(said("more-is-a-new-revision", {}) == "not checked");
}

BOOST_AUTO_TEST_CASE(are_pointed_at_where_a_purpose_reads_otherwise) {
  BOOST_TEST(with_lock(locked("What it did.")) ==
             "note: the purpose of \"a\" was worded otherwise under revision 1 "
             "(/services/0/purpose)");
}

BOOST_AUTO_TEST_CASE(are_not_judged_by_a_spoiled_lock) {
  BOOST_TEST(holds(said("more-is-a-new-revision", {.lock = "{"}), "error: "));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
