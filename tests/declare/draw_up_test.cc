// SPDX-License-Identifier: MIT
//
// What visitors have to be told stands in the declaration, each with the rule that wants it.
#include "core/declare/draw_up.h"

#include <boost/test/unit_test.hpp>

#include "tests/declare/declared.h"

namespace akkoord {

using test::declared;
using test::DeclaredParts;
using test::holds;
using test::service_text;
using test::text_of;

BOOST_AUTO_TEST_SUITE(declaration)

std::string used(const DeclaredParts& parts, std::string_view language = "en") {
  return text_of(declared(parts, language), "used");
}

std::string cookie_service(std::string_view keys) {
  return "[" + service_text("Shop", "functional", keys) + "]";
}

// CJEU Planet49, C-673/17.
BOOST_AUTO_TEST_CASE(tells_names_lifetimes_and_third_parties) {
  const std::string text = used({.services = cookie_service(
                                     R"(, "cookies": [{ "name": "one", "lifetime_days": 365 },
    { "name": "two*", "lifetime": "session" },
    { "name": "far", "lifetime_s": 1800, "host": "shop.test" }])")});
  BOOST_TEST(holds(text, "[Shop]\none | Cookie | this site | 1 year | \n"));
  BOOST_TEST(holds(text, "two* | Cookie | this site | until you close the browser | \n"));
  BOOST_TEST(holds(text, "far | Cookie | shop.test (third party) | 30 minutes | \n"));
  BOOST_TEST(holds(text, "A name that ends in * stands for every name that begins with it.\n"));
}

BOOST_AUTO_TEST_CASE(tells_storage_by_its_kind) {
  const std::string text = used({.services = cookie_service(
                                     R"(, "local_storage": ["a"], "session_storage": ["b"],
    "indexed_db": ["c"], "caches": ["d"])")});
  BOOST_TEST(holds(text, "a | Local storage | this site | until it is deleted | \n"));
  BOOST_TEST(holds(text, "b | Session storage | this site | until you close the tab | \n"));
  BOOST_TEST(holds(text, "c | Database (IndexedDB) | this site | until it is deleted | \n"));
  BOOST_TEST(holds(text, "d | Cache storage | this site | until it is deleted | \n"));
  BOOST_TEST(!holds(text, "stands for every name"));
}

BOOST_AUTO_TEST_CASE(puts_names_together_that_differ_in_nothing_else) {
  const std::string text = used({.services = cookie_service(
                                     R"(, "cookies": [{ "name": "a", "lifetime_days": 2 },
    { "name": "b", "lifetime_days": 3 }, { "name": "c", "lifetime_days": 2 }])")});
  BOOST_TEST(holds(text, "a c | Cookie | this site | 2 days | \nb | Cookie | this site | 3 days"));
}

BOOST_AUTO_TEST_CASE(says_where_nothing_is_known_to_be_stored) {
  BOOST_TEST(holds(used({.services = cookie_service("")}), "store nothing in your browser"));
}

// GDPR 13(1)(c) and (e), ePrivacy 5(3).
BOOST_AUTO_TEST_CASE(tells_purpose_basis_and_recipient_of_each_service) {
  const std::string text = used({.services = "[" + service_text("Shop", "functional") + "," +
                                             service_text("Door", "mandatory") + "]"});
  BOOST_TEST(holds(text, "Shop | Does it. | Maker Germany | \n"));
  BOOST_TEST(holds(text, "Functional\nServices that add"));
  BOOST_TEST(holds(text, "Legal basis: Your consent\n"));
  BOOST_TEST(holds(text, "Legal basis: No consent needed: strictly necessary"));
}

BOOST_AUTO_TEST_CASE(names_the_law_that_exempts_a_service) {
  const std::string exempt = service_text(
      "Count", "analytical", R"(, "basis": { "exempt": "Telecommunicatiewet 11.7a" })");
  const DeclaredParts alone{.jurisdictions = R"(["NL"])", .services = "[" + exempt + "]"};
  BOOST_TEST(
      holds(used(alone), "Legal basis: No consent needed by law: Telecommunicatiewet 11.7a"));
  // Beside one that needs consent each says its own.
  const DeclaredParts mixed{
      .jurisdictions = R"(["NL"])",
      .services = "[" + exempt + "," + service_text("Spy", "analytical") + "]"};
  BOOST_TEST(holds(used(mixed), "Maker Germany | No consent needed by law: Telecommunicatiewet"));
  BOOST_TEST(holds(used(mixed), "Spy | Does it. | Maker Germany | Your consent | \n"));
}

// GDPR 13(1)(f).
BOOST_AUTO_TEST_CASE(tells_which_companies_are_outside_the_eea) {
  const std::string abroad = R"(, "provider": { "name": "Far Inc", "country": "US" })";
  const std::string english = R"(, "provider": { "name": "Isle Ltd", "country": "UK" })";
  const DeclaredParts parts{.services = "[" + service_text("One", "functional", abroad) + "," +
                                        service_text("Two", "social", abroad) + "," +
                                        service_text("Three", "social", english) + "," +
                                        service_text("Near", "social") + "]"};
  BOOST_TEST(holds(used(parts), "One | Does it. | Far Inc United States outside the EEA | \n"));
  const std::string transfers = text_of(declared(parts), "transfers");
  BOOST_TEST(holds(transfers, "Far Inc | United States | One Two | \n"));
  BOOST_TEST(holds(transfers, "Isle Ltd | United Kingdom | Three | \n"));
  BOOST_TEST(holds(transfers, "You can ask Clinic which safeguards"));
  BOOST_TEST(!holds(transfers, "Maker"));
}

BOOST_AUTO_TEST_CASE(says_where_no_company_is_outside_the_eea) {
  const std::string text =
      text_of(declared({.services = "[" + service_text("Near", "social") + "]"}), "transfers");
  BOOST_TEST(holds(text, "None of the companies"));
  BOOST_TEST(holds(text, "may pass data on to companies of its group"));
}

// UK GDPR 13(1)(f): to visitors of the UK alone, Ireland is abroad and the UK is not.
BOOST_AUTO_TEST_CASE(tells_visitors_of_the_uk_which_companies_are_outside_the_uk) {
  const std::string irish = R"(, "provider": { "name": "Isle Ltd", "country": "IE" })";
  const std::string british = R"(, "provider": { "name": "Near Ltd", "country": "UK" })";
  const std::string both = "[" + service_text("One", "functional", irish) + "," +
                           service_text("Two", "social", british) + "]";
  const DeclaredParts uk{.jurisdictions = R"(["UK"])", .services = both};
  BOOST_TEST(holds(used(uk), "One | Does it. | Isle Ltd Ireland outside the UK | \n"));
  BOOST_TEST(holds(used(uk), "Two | Does it. | Near Ltd United Kingdom | \n"));
  const std::string transfers = text_of(declared(uk), "transfers");
  BOOST_TEST(holds(transfers, "Isle Ltd | Ireland | One | \n"));
  BOOST_TEST(holds(transfers, "A company within the UK"));
  BOOST_TEST(!holds(transfers, "Near Ltd"));
  BOOST_TEST(!holds(transfers, "EEA"));

  const DeclaredParts gb{.jurisdictions = R"(["GB"])",
                         .services = "[" + service_text("Two", "social", british) + "]"};
  BOOST_TEST(holds(text_of(declared(gb), "transfers"), "is established outside the UK."));

  const DeclaredParts several{.jurisdictions = R"(["UK", "BE"])", .services = both};
  BOOST_TEST(holds(used(several), "Near Ltd United Kingdom outside the EEA | \n"));
  BOOST_TEST(!holds(text_of(declared(several), "transfers"), "Isle Ltd"));
}

// GDPR 13(1)(a) and (b), 13(2)(b) and (d).
BOOST_AUTO_TEST_CASE(names_controller_officer_rights_and_authority) {
  const Declaration one = declared();
  const std::string responsible = text_of(one, "responsible");
  for (const char* told :
       {"Controller: Clinic\n", "Address: Street 1 Belgium\n", "E-mail: ask@clinic.test\n",
        "Privacy notice: /privacy/\n", "Data protection officer: officer@clinic.test\n",
        "You can ask Clinic for access to your data"}) {
    BOOST_TEST(holds(responsible, told));
  }
  BOOST_TEST(holds(text_of(one, "complaint"),
                   "Supervisory authority: Data Protection Authority (APD/GBA)\n"));
}

BOOST_AUTO_TEST_CASE(names_the_authority_of_each_country) {
  const std::string text = text_of(
      declared({.jurisdictions = R"(["BE", "FR", "LU", "UK", "PT", "US"])"}, "fr"), "complaint");
  for (const char* told :
       {"Belgique: Autorité de protection des données (APD)\n",
        "France: Commission nationale de l’informatique",
        "Luxembourg: Commission nationale pour la protection des données (CNPD)\n",
        "Royaume-Uni: Information Commissioner’s Office (ICO)\n",
        "Portugal: Autorités de l’Espace économique européen\n"}) {
    BOOST_TEST(holds(text, told));
  }
  BOOST_TEST(!holds(text, "États-Unis"));
}

// One policy, several countries: each page tells what holds there, one text for all tells where.
BOOST_AUTO_TEST_CASE(tells_basis_notice_and_authority_of_a_country_alone_or_of_all) {
  const DeclaredParts parts{
      .jurisdictions =
          R"(["BE", { "country": "FR", "paths": ["/fr/"], "privacy_notice": "/fr/c/" }])",
      .services = "[" +
                  service_text("Count", "analytical",
                               R"(, "basis": { "exempt": "CNIL", "countries": ["FR"] })") +
                  "]"};
  const Declaration all = declared(parts);
  BOOST_TEST(holds(text_of(all, "used"),
                   "Legal basis: Your consent France: No consent needed by law: CNIL\n"));
  BOOST_TEST(holds(text_of(all, "responsible"), "Privacy notice: /privacy/\n"));
  BOOST_TEST(holds(text_of(all, "complaint"), "Belgium: "));
  const Declaration french = declared(parts, "en", "2026-11-21", "FR");
  BOOST_TEST(holds(text_of(french, ""), "Country: France\n"));
  BOOST_TEST(holds(text_of(french, "used"), "Legal basis: No consent needed by law: CNIL\n"));
  BOOST_TEST(holds(text_of(french, "responsible"), "Privacy notice: /fr/c/\n"));
  BOOST_TEST(holds(text_of(french, "complaint"), "Supervisory authority: Commission nationale"));
  BOOST_TEST(!holds(text_of(french, "complaint"), "APD"));
  const Declaration belgian = declared(parts, "en", "2026-11-21", "BE");
  BOOST_TEST(holds(text_of(belgian, "used"), "Legal basis: Your consent\n"));
  BOOST_TEST(!holds(text_of(belgian, "used"), "CNIL"));
}

BOOST_AUTO_TEST_CASE(leaves_out_what_a_policy_does_not_say) {
  const std::string text = text_of(
      declared({.controller = R"({ "name": "Clinic", "country": "BE", "privacy_notice": "/p/" })"}),
      "responsible");
  BOOST_TEST(!holds(text, "E-mail"));
  BOOST_TEST(!holds(text, "officer"));
}

BOOST_AUTO_TEST_CASE(bears_version_and_date) {
  BOOST_TEST(holds(text_of(declared(), ""), "Version: 3\nDate: 21 November 2026\n"));
  BOOST_TEST(holds(text_of(declared({}, "nl"), ""), "Versie: 3\nDatum: 21 november 2026\n"));
  BOOST_TEST(!holds(text_of(declared({}, "en", ""), ""), "Date"));
  BOOST_TEST(!holds(text_of(declared({}, "en", "<b>"), ""), "<b>"));
}

// GDPR 7(3): how to withdraw is told; CNIL 2020-092, 39: as long as consent, so long refusal.
BOOST_AUTO_TEST_CASE(tells_how_to_withdraw_and_how_long_a_choice_lasts) {
  const std::string text =
      text_of(declared({.more = R"(, "records": { "lifetime_days": 90 })"}), "choice");
  BOOST_TEST(holds(text, "withdraw your consent at any time"));
  BOOST_TEST(holds(text, "A choice is kept for 90 days, consent and refusal alike"));
  BOOST_TEST(holds(text, "Cookie settings\n"));
}

BOOST_AUTO_TEST_CASE(declares_akkoords_own_records_under_the_names_that_they_have) {
  const std::string text = used({.more = R"(, "records": { "prefix": "choice_", "names":
    { "set": "former" } }, "sensitive_routes": ["/treatments/"])"});
  BOOST_TEST(holds(text,
                   "[Cookie choice]\nformer choice_fu choice_ga choice_ma choice_so choice_sv "
                   "choice_sr | Cookie | this site | 182 days | \n"));
  BOOST_TEST(holds(text, "akkoord | Local storage"));
  BOOST_TEST(!holds(used({}), "cookie_consent_sr"));
}

BOOST_AUTO_TEST_CASE(declares_what_waits_for_a_collector_where_there_is_one) {
  BOOST_TEST(holds(used({.more = R"(, "collector": { "endpoint": "/consent" })"}),
                   "akkoord akkoord_tell | Local storage"));
  BOOST_TEST(!holds(used({}), "akkoord_tell"));
}

// Nothing is asked, so nothing is kept and there is nothing to withdraw.
BOOST_AUTO_TEST_CASE(of_a_site_that_asks_nothing_has_no_records_and_no_choice) {
  const DeclaredParts parts{
      .jurisdictions = R"(["NL"])",
      .services = "[" + service_text("Door", "mandatory") + "," +
                  service_text("Count", "analytical", R"(, "basis": { "exempt": "11.7a" })") + "]"};
  BOOST_TEST(!holds(used(parts), "Cookie choice"));
  const std::string choice = text_of(declared(parts), "choice");
  BOOST_TEST(holds(choice, "Nothing on this site needs your consent"));
  BOOST_TEST(!holds(choice, "withdraw"));
  BOOST_TEST(text_of(declared({.services = "[]"}), "used") == "What is used on this site\n");
}

BOOST_AUTO_TEST_CASE(is_in_the_language_that_is_asked_for) {
  const Declaration dutch = declared({}, "nl");
  BOOST_TEST(dutch.title == "Cookieverklaring");
  BOOST_TEST(dutch.language == "nl");
  BOOST_TEST(holds(text_of(dutch, "used"), "_ga"));
  BOOST_TEST(holds(text_of(dutch, "used"), "Google Ireland Limited Ierland"));
  BOOST_TEST(holds(text_of(dutch, "used"), "2 jaar"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
