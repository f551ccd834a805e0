// SPDX-License-Identifier: MIT
#include "collector/dashboard/accounts.h"

#include <boost/test/unit_test.hpp>

#include "collector/dashboard/audit.h"
#include "collector/dashboard/log_in_limit.h"
#include "collector/dashboard/password.h"
#include "collector/dashboard/tokens.h"
#include "tests/collector/dashboard/test_people.h"

namespace akkoord {

using test::code_at;
using test::DashboardPlace;
using test::good_password;
using test::start_s;

BOOST_AUTO_TEST_SUITE(account)

BOOST_AUTO_TEST_CASE(comes_in_with_name_password_and_code_and_with_no_two_of_them) {
  DashboardPlace place;
  TotpKey key{};
  const Account made = place.made("an", {Role::officer}, &key);
  BOOST_TEST((made.roles == RoleSet{Role::officer}));
  const std::int64_t later_s = start_s + 60;
  const std::string code = code_at(key, later_s);
  BOOST_TEST((!place.accounts.log_in({"ann", good_password, code}, later_s).has_value()));
  BOOST_TEST((!place.accounts.log_in({"an", "five geese sink", code}, later_s).has_value()));
  BOOST_TEST((!place.accounts.log_in({"an", good_password, "000000"}, later_s).has_value()));
  BOOST_TEST(
      (!place.accounts.log_in({"an", good_password, code_at(key, start_s)}, later_s).has_value()));
  BOOST_TEST_REQUIRE(place.accounts.log_in({"an", good_password, code}, later_s).has_value());
  // The code was used.
  BOOST_TEST((!place.accounts.log_in({"an", good_password, code}, later_s).has_value()));
}

BOOST_AUTO_TEST_CASE(is_made_by_an_invitation_once_and_before_it_ends) {
  DashboardPlace place;
  const std::string secret = place.accounts.invite({Role::admin}, start_s + 60);
  BOOST_TEST(place.accounts.invitation(secret, start_s + 59).has_value());
  BOOST_TEST(!place.accounts.invitation(secret, start_s + 60).has_value());
  BOOST_TEST(!place.accounts.invitation(secret + "x", start_s).has_value());
  const TotpKey key = place.accounts.invitation(secret, start_s)->totp_key;

  std::string fault;
  const std::string code = code_at(key, start_s);
  BOOST_TEST(
      (!place.accounts.accept(secret, {"An", good_password, code}, start_s, fault).has_value()));
  BOOST_TEST(fault == "a name has 2 to 64 lower-case letters, digits and any of .@_-");
  for (const auto& [password, why] :
       {std::pair<std::string_view, std::string_view>{"short", "shorter"},
        {"aaaaaaaaaaaaab", "repeats"},
        {"with an in it", "holds the account's name"}}) {
    BOOST_TEST(
        (!place.accounts.accept(secret, {"an", password, code}, start_s, fault).has_value()));
    BOOST_TEST(fault.find(why) != std::string::npos);
  }
  fault.clear();
  BOOST_TEST((
      !place.accounts.accept(secret, {"an", good_password, "000000"}, start_s, fault).has_value()));
  BOOST_TEST(fault == "the code is not the one that an app shows now");
  fault.clear();
  BOOST_TEST(
      (place.accounts.accept(secret, {"an", good_password, code}, start_s, fault).has_value()));
  BOOST_TEST(
      (!place.accounts.accept(secret, {"jo", good_password, code}, start_s, fault).has_value()));
  BOOST_TEST(fault == "the invitation was used, or is over");
}

BOOST_AUTO_TEST_CASE(that_is_the_first_has_one_invitation_at_a_time) {
  DashboardPlace place;
  const std::string former = place.accounts.invite(every_role, start_s + 60);
  const std::string newest = place.accounts.invite(every_role, start_s + 60);
  BOOST_TEST(!place.accounts.invitation(former, start_s).has_value());
  BOOST_TEST(place.accounts.invitation(newest, start_s).has_value());
}

BOOST_AUTO_TEST_CASE(is_never_the_last_admin_to_go) {
  DashboardPlace place;
  const Account first = place.made("an", every_role);
  const Account other = place.made("jo", {Role::marketing});
  BOOST_TEST(!place.accounts.remove(first));
  BOOST_TEST(!place.accounts.set_roles(first, {Role::officer}));
  BOOST_TEST(place.accounts.set_roles(other, {Role::admin}));
  BOOST_TEST(place.accounts.remove(first));
  BOOST_TEST(!place.accounts.named("an").has_value());
}

BOOST_AUTO_TEST_CASE(keeps_no_password_and_no_secret_that_could_be_read) {
  DashboardPlace place;
  (void)place.made("an", every_role);
  Statement find(place.database, "SELECT password FROM accounts");
  BOOST_TEST_REQUIRE(find.step());
  BOOST_TEST(find.bytes(0).starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
  BOOST_TEST(password_hash(good_password) != password_hash(good_password));

  Tokens tokens(place.database);
  const std::string secret = tokens.make("Grafana", start_s);
  Statement kept(place.database, "SELECT COUNT(*) FROM tokens WHERE instr(hash, ?) > 0");
  kept.bind_text(secret);
  BOOST_TEST((kept.step() && kept.number(0) == 0));
  BOOST_TEST(tokens.in("Bearer " + secret)->label == "Grafana");
  BOOST_TEST(!tokens.in(secret).has_value());
  BOOST_TEST(!tokens.in("Bearer " + secret + "x").has_value());
  BOOST_TEST((tokens.end(tokens.all().front().number) == "Grafana"));
  BOOST_TEST(!tokens.in("Bearer " + secret).has_value());
}

BOOST_AUTO_TEST_CASE(is_tried_five_times_and_then_once_a_minute) {
  LogInLimit limit;
  for (int i = 0; i < 5; ++i) BOOST_TEST(limit.pass("an", start_s));
  BOOST_TEST(!limit.pass("an", start_s));
  BOOST_TEST(limit.pass("jo", start_s));
  BOOST_TEST(!limit.pass("an", start_s + 59));
  BOOST_TEST(limit.pass("an", start_s + 60));
  BOOST_TEST(!limit.pass("an", start_s + 60));
  limit.forget("an");
  BOOST_TEST(limit.pass("an", start_s + 60));
}

BOOST_AUTO_TEST_CASE(is_tried_by_all_together_thirty_times_and_then_once_a_second) {
  LogInLimit limit;
  int passed = 0;
  for (int i = 0; i < 200; ++i) passed += limit.pass("name" + std::to_string(i), start_s) ? 1 : 0;
  BOOST_TEST(passed == 30);
  BOOST_TEST(limit.pass("later", start_s + 1));
  BOOST_TEST(!limit.pass("later still", start_s + 1));
}

BOOST_AUTO_TEST_CASE(leaves_an_audit_log_that_nothing_changes) {
  DashboardPlace place;
  Audit audit(place.database);
  audit.note(start_s, "an", Deed::saw_proof, "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12");
  audit.note(start_s + 1, "jo", Deed::logged_in);
  BOOST_CHECK_THROW(place.database.run("UPDATE audit SET who = 'jo'"), SqliteFault);
  BOOST_CHECK_THROW(place.database.run("DELETE FROM audit"), SqliteFault);
  const std::vector<AuditEntry> entries = audit.newest(10);
  BOOST_TEST_REQUIRE(entries.size() == 2);
  BOOST_TEST(entries[0].who == "jo");
  BOOST_TEST(entries[1].subject == "01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12");
  BOOST_TEST(audit.newest(10, entries[0].number).size() == 1);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
