// SPDX-License-Identifier: MIT
#include "core/event/known_policies.h"

#include <boost/test/unit_test.hpp>

namespace akkoord {

BOOST_AUTO_TEST_SUITE(known_policies_test)

Policy policy_of_revision_2() {
  Policy policy;
  policy.id = "clinic";
  policy.revision = 2;
  policy.hosts = {{"www.clinic.test", {}}};
  policy.services.resize(3);
  policy.services[0].id = "pixel";
  policy.services[1].id = "counter";
  policy.services[1].exempt = "a law";
  policy.services[2].id = "session";
  policy.services[2].category = Category::mandatory;
  return policy;
}

constexpr std::string_view lock_text = R"({ "policy": "clinic", "revisions": {
  "1": { "services": { "old": { "category": "social" },
                       "exempted": { "category": "analytical", "exempt": "a law" } } },
  "2": { "services": { "stale": { "category": "social" } } } } })";

std::optional<KnownPolicy> known(std::string_view lock, std::string* said = nullptr) {
  Diagnostics diagnostics;
  std::optional<KnownPolicy> policy =
      known_policy(policy_of_revision_2(), LockFile{lock, "clinic.lock.json"}, diagnostics);
  if (said != nullptr && !diagnostics.empty()) *said = diagnostic_text(diagnostics.front());
  return policy;
}

BOOST_AUTO_TEST_CASE(take_their_own_revision_from_the_policy_and_others_from_the_lock) {
  const auto policy = known(lock_text);
  BOOST_TEST_REQUIRE(policy.has_value());
  BOOST_TEST(policy->has_host("www.clinic.test"));
  BOOST_TEST(!policy->has_host("clinic.test"));
  const KnownRevision* second = policy->revision(2);
  BOOST_TEST_REQUIRE(second != nullptr);
  BOOST_TEST(second->find("pixel")->asked);
  BOOST_TEST(!second->find("counter")->asked);
  BOOST_TEST(!second->find("session")->asked);
  BOOST_TEST(second->find("stale") == nullptr);
  const KnownRevision* first = policy->revision(1);
  BOOST_TEST_REQUIRE(first != nullptr);
  BOOST_TEST(first->find("old")->asked);
  BOOST_TEST(!first->find("exempted")->asked);
  BOOST_TEST(policy->revision(3) == nullptr);
}

// A lock says nothing of sensitive pages: what was consented to under an older revision counts.
BOOST_AUTO_TEST_CASE(know_of_their_own_revision_alone_whether_it_has_sensitive_pages) {
  BOOST_TEST(known(lock_text)->revision(1)->may_be_sensitive);
  BOOST_TEST(!known(lock_text)->revision(2)->may_be_sensitive);
  Policy policy = policy_of_revision_2();
  policy.sensitive_routes = {{"/treatments/", {}}};
  Diagnostics diagnostics;
  BOOST_TEST(known_policy(policy, {}, diagnostics)->revision(2)->may_be_sensitive);
}

BOOST_AUTO_TEST_CASE(refuse_a_lock_that_can_not_be_read) {
  for (const char* lock :
       {"", "{", "[]", "{}", R"({ "policy": "other", "revisions": {} })",
        R"({ "policy": "clinic" })", R"({ "policy": "clinic", "revisions": { "x": {} } })",
        R"({ "policy": "clinic", "revisions": { "99999999999": { "services": {} } } })",
        R"({ "policy": "clinic", "revisions": { "1": { "services": { "a": {} } } } })"}) {
    BOOST_TEST_CONTEXT(lock) {
      std::string said;
      BOOST_TEST(!known(lock, &said).has_value());
      BOOST_TEST(said.find("Restore it from version control") != std::string::npos);
    }
  }
}

BOOST_AUTO_TEST_CASE(share_neither_an_id_nor_a_host) {
  KnownPolicies policies;
  BOOST_TEST(policies.add({"a", {"a.test"}, {}}) == "");
  BOOST_TEST(policies.add({"a", {"b.test"}, {}}) == "id \"a\"");
  BOOST_TEST(policies.add({"b", {"b.test", "a.test"}, {}}) == "host \"a.test\"");
  BOOST_TEST(policies.named("b") == nullptr);
  BOOST_TEST(policies.of_host("b.test") == nullptr);
  BOOST_TEST(policies.of_host("a.test")->id == "a");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
