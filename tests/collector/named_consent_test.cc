// SPDX-License-Identifier: MIT
#include "collector/named_consent.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "tests/core/test_policy.h"

namespace akkoord {

namespace {

const std::string id = "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12";
const std::string other = "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f13";
const std::string nil = "00000000-0000-0000-0000-000000000000";

ConsentId parsed(const std::string& text) {
  return parse_consent_id(text).value();
}

}  // namespace

BOOST_AUTO_TEST_SUITE(named_consent)

BOOST_AUTO_TEST_CASE(is_found_in_the_cookie_that_the_policy_names) {
  test::TestPolicy renamed;
  renamed.record_names.front() = "mijn_keuze";
  const test::OpenPolicy policy(renamed);
  const auto found = [&policy](const std::string& cookies) {
    return consent_in(cookies, policy.blob());
  };
  const std::string record = "1.7.1795737600.1811462400." + id;
  BOOST_TEST((found("a=b; mijn_keuze=" + record + "; c=d") == parsed(id)));
  BOOST_TEST((found("mijn_keuze= " + record + " ") == parsed(id)));
  BOOST_TEST(!found("cookie_consent_set=" + record));
  BOOST_TEST(!found("mijn_keuze=1.7.1795737600.1811462400." + nil));
  BOOST_TEST(!found("mijn_keuze=" + id));
  BOOST_TEST(!found(""));
}

// Former banners leave twins on other domains; a receipt is wanted after the consent ended, too.
BOOST_AUTO_TEST_CASE(is_the_newest_of_twins_whether_it_counts_or_not) {
  const test::OpenPolicy policy{test::TestPolicy()};
  const std::string older = "cookie_consent_set=1.1.100.200." + other;
  const std::string newer = "cookie_consent_set=1.2.300.400." + id;
  BOOST_TEST((consent_in(older + "; " + newer, policy.blob()) == parsed(id)));
  BOOST_TEST((consent_in(newer + "; " + older, policy.blob()) == parsed(id)));
}

BOOST_AUTO_TEST_CASE(is_meant_by_an_id_or_by_a_whole_cookie) {
  BOOST_TEST((consent_named(id) == parsed(id)));
  BOOST_TEST((consent_named("urn:uuid:" + id) == parsed(id)));
  BOOST_TEST((consent_named("1.7.1795737600.1811462400." + id) == parsed(id)));
  for (const std::string& none : {nil, std::string(), id + "0", "1.7.1795737600.1811462400." + nil,
                                  "urn:uuid:1.7.1.2" + id}) {
    BOOST_TEST(!consent_named(none), none);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
