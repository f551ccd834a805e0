// SPDX-License-Identifier: MIT
//
// The one decision: what a record, the browser's signal and the page's address come to.
#include "core/decision.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <string_view>

#include "tests/core/test_policy.h"

namespace akkoord::test {

namespace {

Records current_records(Choice choice) {
  Records records;
  records.state = RecordState::current;
  records.choice = choice;
  return records;
}

Records all_granted() {
  Choice choice;
  choice.categories = CategorySet::all();
  return current_records(choice);
}

bool comes_to(const Decision& decision, ServiceNumber number, Outcome outcome, Reason reason) {
  return decision.of(number) == ServiceDecision{outcome, reason};
}

constexpr ServiceNumber asked_for[] = {clinic::google_maps, clinic::google_analytics,
                                       clinic::crazy_egg, clinic::google_ads, clinic::facebook};

}  // namespace

BOOST_AUTO_TEST_SUITE(decision)

BOOST_AUTO_TEST_CASE(without_a_current_record_grants_nothing_that_is_asked_for) {
  const OpenPolicy open(clinic_policy());
  constexpr std::pair<RecordState, Reason> states[] = {
      {RecordState::none, Reason::record},
      {RecordState::expired, Reason::expired},
      {RecordState::issued_later, Reason::malformed},
      {RecordState::other_revision, Reason::revision},
      {RecordState::malformed, Reason::malformed},
  };
  for (const auto& [state, reason] : states) {
    Records records;
    records.state = state;
    const Decision decision = decide(records, open.blob(), {});
    BOOST_TEST_CONTEXT("state " << static_cast<int>(state)) {
      for (const ServiceNumber number : asked_for) {
        BOOST_TEST(comes_to(decision, number, Outcome::not_asked, reason));
      }
      BOOST_TEST(comes_to(decision, clinic::october, Outcome::granted, Reason::mandatory));
      BOOST_TEST(comes_to(decision, clinic::matomo, Outcome::granted, Reason::exempt));
    }
  }
}

BOOST_AUTO_TEST_CASE(grants_just_the_categories_that_the_record_grants) {
  const OpenPolicy open(clinic_policy());
  for (unsigned bits = 0; bits < 16; ++bits) {
    Choice choice;
    choice.categories = CategorySet::from_bits(bits);
    const Decision decision = decide(current_records(choice), open.blob(), {});
    BOOST_TEST_CONTEXT("categories " << bits) {
      for (const ServiceNumber number : asked_for) {
        const bool granted = choice.categories.has(open.blob().service(number).category);
        BOOST_TEST(comes_to(decision, number, granted ? Outcome::granted : Outcome::refused,
                            Reason::record));
        BOOST_TEST(decision.grants(number) == granted);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(hears_single_services_before_their_category) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.categories.add(Category::analytical);
  choice.refused_alone.add(clinic::crazy_egg);
  choice.granted_alone.add(clinic::facebook);
  const Decision decision = decide(current_records(choice), open.blob(), {});
  BOOST_TEST(decision.grants(clinic::google_analytics));
  BOOST_TEST(comes_to(decision, clinic::crazy_egg, Outcome::refused, Reason::record));
  BOOST_TEST(comes_to(decision, clinic::facebook, Outcome::granted, Reason::record));
}

// Source: ePrivacy 5(3): what the visitor's own request needs is not asked, so it can't be refused.
BOOST_AUTO_TEST_CASE(always_grants_what_is_mandatory) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  choice.refused_alone.add(clinic::october);
  const Decision decision = decide(current_records(choice), open.blob(), {true, "/afspraak"});
  BOOST_TEST(comes_to(decision, clinic::october, Outcome::granted, Reason::mandatory));
}

BOOST_AUTO_TEST_CASE(grants_what_is_exempt_until_the_visitor_objects) {
  const OpenPolicy open(clinic_policy());
  Choice choice;
  BOOST_TEST(comes_to(decide(current_records(choice), open.blob(), {}), clinic::matomo,
                      Outcome::granted, Reason::exempt));
  choice.categories = CategorySet::all();
  BOOST_TEST(comes_to(decide(current_records(choice), open.blob(), {}), clinic::matomo,
                      Outcome::granted, Reason::exempt));
  choice.refused_alone.add(clinic::matomo);
  BOOST_TEST(comes_to(decide(current_records(choice), open.blob(), {}), clinic::matomo,
                      Outcome::refused, Reason::record));
}

// Source: Global Privacy Control: the signal opposes sale and sharing, and grants nothing.
BOOST_AUTO_TEST_CASE(refuses_advertising_alone_where_the_browser_sends_gpc) {
  const OpenPolicy open(clinic_policy());
  const Decision decision = decide(all_granted(), open.blob(), {true, "/"});
  for (const ServiceNumber number : asked_for) {
    const bool advertising = number == clinic::google_ads;
    BOOST_TEST_CONTEXT(open.blob().service(number).id) {
      BOOST_TEST(comes_to(decision, number, advertising ? Outcome::refused : Outcome::granted,
                          advertising ? Reason::gpc : Reason::record));
    }
  }
}

BOOST_AUTO_TEST_CASE(never_grants_more_because_of_gpc_or_route) {
  const OpenPolicy open(clinic_policy());
  for (const bool gpc : {false, true}) {
    for (const std::string_view route : {"", "/", "/afspraak", "/behandelingen/botox"}) {
      for (unsigned bits = 0; bits < 16; ++bits) {
        Choice choice;
        choice.categories = CategorySet::from_bits(bits);
        const Records records = current_records(choice);
        const Decision plain = decide(records, open.blob(), {});
        const Decision decision = decide(records, open.blob(), {gpc, route});
        for (ServiceNumber number = 0; number < clinic::service_count; ++number) {
          BOOST_TEST((plain.grants(number) || !decision.grants(number)));
        }
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(leaves_unasked_what_gpc_or_route_would_refuse) {
  const OpenPolicy open(clinic_policy());
  const Decision decision = decide({}, open.blob(), {true, "/afspraak"});
  BOOST_TEST(comes_to(decision, clinic::google_ads, Outcome::not_asked, Reason::record));
  BOOST_TEST(comes_to(decision, clinic::facebook, Outcome::not_asked, Reason::record));
}

// Source: GDPR 9; CJEU C-21/23.
BOOST_AUTO_TEST_CASE(refuses_who_follows_visitors_on_sensitive_routes) {
  const OpenPolicy open(clinic_policy());
  const Decision decision = decide(all_granted(), open.blob(), {false, "/behandelingen/botox"});
  for (const ServiceNumber number : {clinic::crazy_egg, clinic::google_ads, clinic::facebook}) {
    BOOST_TEST(comes_to(decision, number, Outcome::refused, Reason::sensitive_route));
  }
  BOOST_TEST(comes_to(decision, clinic::google_maps, Outcome::granted, Reason::record));
  BOOST_TEST(comes_to(decision, clinic::google_analytics, Outcome::granted, Reason::record));
  BOOST_TEST(comes_to(decision, clinic::matomo, Outcome::granted, Reason::exempt));
}

BOOST_AUTO_TEST_CASE(grants_them_there_once_the_visitor_named_such_pages) {
  const OpenPolicy open(clinic_policy());
  Records records = all_granted();
  records.choice.sensitive_routes = true;
  const Decision decision = decide(records, open.blob(), {false, "/behandelingen/botox"});
  for (const ServiceNumber number : asked_for) {
    BOOST_TEST(comes_to(decision, number, Outcome::granted, Reason::record));
  }
}

BOOST_AUTO_TEST_CASE(names_gpc_before_the_route) {
  const OpenPolicy open(clinic_policy());
  const Decision decision = decide(all_granted(), open.blob(), {true, "/afspraak"});
  BOOST_TEST(comes_to(decision, clinic::google_ads, Outcome::refused, Reason::gpc));
  BOOST_TEST(comes_to(decision, clinic::facebook, Outcome::refused, Reason::sensitive_route));
}

BOOST_AUTO_TEST_CASE(stops_exempt_services_too_by_gpc_and_route) {
  TestPolicy policy;
  policy.services = {{"ads", Category::advertising, false, true},
                     {"replay", Category::analytical, true, true}};
  policy.routes = {"/afspraak"};
  const OpenPolicy open(policy);
  const Decision decision = decide({}, open.blob(), {true, "/afspraak"});
  BOOST_TEST(comes_to(decision, 0, Outcome::refused, Reason::gpc));
  BOOST_TEST(comes_to(decision, 1, Outcome::refused, Reason::sensitive_route));
}

BOOST_AUTO_TEST_CASE(never_grants_a_service_that_it_does_not_know) {
  const OpenPolicy open(clinic_policy());
  const Decision decision = decide(all_granted(), open.blob(), {});
  for (const ServiceNumber number :
       {clinic::service_count, ServiceNumber{511}, ServiceNumber{512}, no_service}) {
    BOOST_TEST(comes_to(decision, number, Outcome::not_asked, Reason::record));
  }
  Decision other;
  other.put(512, {Outcome::granted, Reason::record});
  other.put(no_service, {Outcome::granted, Reason::record});
  BOOST_TEST(!other.grants(512));
  BOOST_TEST(!other.grants(no_service));
}

BOOST_AUTO_TEST_CASE(under_a_policy_that_did_not_open_grants_nothing) {
  const Decision decision = decide(all_granted(), PolicyBlob{}, {});
  for (ServiceNumber number = 0; number < max_services; ++number) {
    BOOST_TEST_REQUIRE(!decision.grants(number));
  }
}

BOOST_AUTO_TEST_CASE(has_numbers_that_the_page_relies_on) {
  BOOST_TEST(static_cast<int>(Outcome::not_asked) == 0);
  BOOST_TEST(static_cast<int>(Outcome::refused) == 1);
  BOOST_TEST(static_cast<int>(Outcome::granted) == 2);
  BOOST_TEST(static_cast<int>(Reason::record) == 0);
  BOOST_TEST(static_cast<int>(Reason::exempt) == 7);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
