// SPDX-License-Identifier: MIT
#include "collector/dashboard/sessions.h"

#include <boost/test/unit_test.hpp>

#include "tests/collector/dashboard/test_people.h"

namespace akkoord {

using test::DashboardPlace;
using test::start_s;

BOOST_AUTO_TEST_SUITE(session)

BOOST_AUTO_TEST_CASE(ends_when_it_was_not_used_for_half_an_hour) {
  DashboardPlace place;
  Sessions sessions(place.database);
  const Account an = place.made("an", every_role);
  const std::string secret = sessions.begin(an, start_s);
  BOOST_TEST(sessions.account_of(secret, start_s + session_idle_s - 1).has_value());
  // That was use.
  BOOST_TEST(sessions.account_of(secret, start_s + 2 * session_idle_s - 2).has_value());
  BOOST_TEST(!sessions.account_of(secret, start_s + 3 * session_idle_s - 2).has_value());
}

BOOST_AUTO_TEST_CASE(ends_after_twelve_hours_however_often_it_is_used) {
  DashboardPlace place;
  Sessions sessions(place.database);
  const std::string secret = sessions.begin(place.made("an", every_role), start_s);
  for (std::int64_t passed_s = 0; passed_s < session_longest_s; passed_s += 1'000) {
    BOOST_TEST(sessions.account_of(secret, start_s + passed_s).has_value());
  }
  BOOST_TEST(sessions.account_of(secret, start_s + session_longest_s - 1).has_value());
  BOOST_TEST(!sessions.account_of(secret, start_s + session_longest_s).has_value());
}

BOOST_AUTO_TEST_CASE(has_the_roles_that_its_account_has_now) {
  DashboardPlace place;
  Sessions sessions(place.database);
  (void)place.made("an", every_role);
  const Account jo = place.made("jo", {Role::officer});
  const std::string secret = sessions.begin(jo, start_s);
  BOOST_TEST(place.accounts.set_roles(jo, {Role::marketing}));
  BOOST_TEST((sessions.account_of(secret, start_s)->roles == RoleSet{Role::marketing}));
  BOOST_TEST(place.accounts.remove(jo));
  BOOST_TEST(!sessions.account_of(secret, start_s).has_value());
}

BOOST_AUTO_TEST_CASE(ends_alone_or_with_all_others_of_its_account) {
  DashboardPlace place;
  Sessions sessions(place.database);
  const Account an = place.made("an", every_role);
  const std::string here = sessions.begin(an, start_s);
  const std::string there = sessions.begin(an, start_s);
  BOOST_TEST(here != there);
  sessions.end(here);
  BOOST_TEST(!sessions.account_of(here, start_s).has_value());
  BOOST_TEST(sessions.account_of(there, start_s).has_value());
  sessions.end_all(an);
  BOOST_TEST(!sessions.account_of(there, start_s).has_value());
  const std::string again = sessions.begin(an, start_s);
  BOOST_TEST(place.accounts.set_password(an.number, "seven geese gone"));
  BOOST_TEST(!sessions.account_of(again, start_s).has_value());
}

BOOST_AUTO_TEST_CASE(is_read_from_its_own_cookie_alone) {
  BOOST_TEST(session_in("__Host-akkoord=abc") == "abc");
  BOOST_TEST(session_in("a=1; __Host-akkoord=abc; b=2") == "abc");
  for (const std::string_view other : {"", "akkoord=abc", "x__Host-akkoord=abc", "__Host-akkoord",
                                       "a=__Host-akkoord=abc", "__host-akkoord=abc"}) {
    BOOST_TEST(session_in(other) == "");
  }
  BOOST_TEST(session_cookie("abc") ==
             "__Host-akkoord=abc; Path=/; Secure; HttpOnly; SameSite=Strict");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
