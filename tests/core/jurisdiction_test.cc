// SPDX-License-Identifier: MIT
//
// Whose rules a page follows, and what is exempt there; whatever is odd leaves the strictest.
#include "core/jurisdiction.h"

#include <boost/test/unit_test.hpp>
#include <string_view>

#include "core/decision.h"
#include "tests/core/test_policy.h"

namespace akkoord::test {

namespace {

constexpr ServiceNumber own = 0;
constexpr ServiceNumber counter = 1;   // exempt in FR and NL
constexpr ServiceNumber audience = 2;  // exempt in FR
constexpr ServiceNumber pixel = 3;

TestPolicy countries_policy() {
  TestPolicy policy;
  policy.services = {{"own", Category::mandatory},
                     {"counter", Category::analytical, false, false, true},
                     {"audience", Category::analytical, false, false, true},
                     {"pixel", Category::advertising}};
  policy.countries = {"NLwww.clinic.nl 1", "FR/fr/ 1 2", "BE/be/", "LU? 2"};
  return policy;
}

std::string_view country_on(const Circumstances& page) {
  static const OpenPolicy open(countries_policy());
  return code_of(country_of(open.blob(), page));
}

Decision decide_on(const Circumstances& page, const Records& records = {}) {
  static const OpenPolicy open(countries_policy());
  return decide(records, open.blob(), page);
}

bool comes_to(const Decision& decision, ServiceNumber number, Outcome outcome, Reason reason) {
  return decision.of(number) == ServiceDecision{outcome, reason};
}

Records chosen(CategorySet categories) {
  Records records;
  records.state = RecordState::current;
  records.choice.categories = categories;
  return records;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(jurisdiction)

BOOST_AUTO_TEST_CASE(is_told_by_host_before_path) {
  BOOST_TEST(country_on({.route = "/fr/", .host = "www.clinic.test"}) == "FR");
  BOOST_TEST(country_on({.route = "/be/x", .host = "www.clinic.test"}) == "BE");
  BOOST_TEST(country_on({.route = "/fr/", .host = "www.clinic.nl"}) == "NL");
  BOOST_TEST(country_on({.route = "/", .host = "www.clinic.nl"}) == "NL");
}

BOOST_AUTO_TEST_CASE(is_what_the_page_names_before_its_address) {
  BOOST_TEST(country_on({.route = "/fr/", .host = "www.clinic.nl", .jurisdiction = "BE"}) == "BE");
  BOOST_TEST(country_on({.route = "/", .jurisdiction = "LU"}) == "LU");
}

BOOST_AUTO_TEST_CASE(is_none_where_nothing_fits_or_the_page_names_another) {
  for (const std::string_view route : {"", "/", "/fr", "/FR/", "//fr/", "/%66r/", "-", "/x/fr/"}) {
    BOOST_TEST_CONTEXT(route) {
      BOOST_TEST(country_on({.route = route, .host = "clinic.nl"}) == "");
    }
  }
  for (const std::string_view named : {"fr", "F", "FRA", "DE", " FR", "FR ", "-"}) {
    BOOST_TEST_CONTEXT(named) {
      BOOST_TEST(country_on({.route = "/fr/", .jurisdiction = named}) == "");
    }
  }
  for (const std::string_view host :
       {"", "-", "WWW.CLINIC.NL", "www.clinic.nl.", "x.www.clinic.nl"}) {
    BOOST_TEST_CONTEXT(host) {
      BOOST_TEST(country_on({.route = "/", .host = host}) == "");
    }
  }
}

BOOST_AUTO_TEST_CASE(exempts_what_its_law_exempts_and_no_more) {
  const Decision french = decide_on({.route = "/fr/"});
  BOOST_TEST(comes_to(french, own, Outcome::granted, Reason::mandatory));
  BOOST_TEST(comes_to(french, counter, Outcome::granted, Reason::exempt));
  BOOST_TEST(comes_to(french, audience, Outcome::granted, Reason::exempt));
  BOOST_TEST(comes_to(french, pixel, Outcome::not_asked, Reason::record));
  const Decision dutch = decide_on({.host = "www.clinic.nl"});
  BOOST_TEST(dutch.grants(counter));
  BOOST_TEST(!dutch.grants(audience));
  for (const Circumstances& page : {Circumstances{.route = "/be/"}, Circumstances{.route = "/"},
                                    Circumstances{.route = "/fr/", .jurisdiction = "XX"}}) {
    BOOST_TEST(comes_to(decide_on(page), counter, Outcome::not_asked, Reason::record));
    BOOST_TEST(comes_to(decide_on(page), audience, Outcome::not_asked, Reason::record));
  }
}

// GDPR 21: what needs no consent can be objected to; elsewhere its category decides.
BOOST_AUTO_TEST_CASE(lets_a_record_say_no_in_all_countries_and_yes_where_consent_is_needed) {
  Records objecting = chosen(CategorySet::all());
  objecting.choice.refused_alone.add(counter);
  for (const std::string_view route : {"/fr/", "/be/", "/"}) {
    const Decision decision = decide_on({.route = route}, objecting);
    BOOST_TEST(comes_to(decision, counter, Outcome::refused, Reason::record));
    BOOST_TEST(decision.grants(audience));
  }
  // Whoever let it run where it is exempt has not consented for where it is not.
  const Records silent = chosen({});
  BOOST_TEST(decide_on({.route = "/fr/"}, silent).grants(counter));
  BOOST_TEST(
      comes_to(decide_on({.route = "/be/"}, silent), counter, Outcome::refused, Reason::record));
}

// What a page ships for a country has the flags that country's pages come to.
BOOST_AUTO_TEST_CASE(needs_no_finding_where_a_policy_is_flagged_for_it) {
  TestPolicy french = countries_policy();
  french.countries.clear();
  french.services[counter].exempt = true;
  const OpenPolicy open(french);
  for (const Records& records : {Records{}, chosen({}), chosen(CategorySet::all())}) {
    const Decision found = decide_on({.route = "/fr/"}, records);
    const Decision flagged = decide_as_flagged(records, open.blob(), false, "/fr/");
    for (const ServiceNumber number : {own, counter, pixel}) {
      BOOST_TEST((found.of(number) == flagged.of(number)));
    }
  }
}

BOOST_AUTO_TEST_CASE(of_a_damaged_line_is_none) {
  TestPolicy policy = countries_policy();
  policy.countries = {"", "F", "FR", "FR 1", " 1", "FR/x/ 900 1", "FR/y/ x"};
  const OpenPolicy open(policy);
  for (const std::string_view route : {"", "/", "/fr/", "/x/", "/y/"}) {
    BOOST_TEST(!decide({}, open.blob(), {.route = route}).grants(counter));
  }
}

// An objection outlives its category's refusal: it holds where the service is exempt.
BOOST_AUTO_TEST_CASE(keeps_an_objection_in_the_record_whatever_the_category_got) {
  const OpenPolicy open(countries_policy());
  Choice choice;
  choice.refused_alone.add(audience);
  choice.refused_alone.add(pixel);
  char room[100];
  BOOST_TEST(write_exceptions(choice, open.blob(), room).value() == "-audience");
  choice.categories = CategorySet::all();
  BOOST_TEST(write_exceptions(choice, open.blob(), room).value() == "-audience.-pixel");
  Choice granted;
  granted.granted_alone.add(counter);
  BOOST_TEST(write_exceptions(granted, open.blob(), room).value() == "+counter");
  BOOST_TEST(grants_anything(granted, open.blob()));
  BOOST_TEST(!grants_anything(Choice{}, open.blob()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord::test
