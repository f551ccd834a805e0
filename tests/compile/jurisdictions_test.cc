// SPDX-License-Identifier: MIT
//
// One policy for several countries: which pages are whose, what is exempt there, which notice.
#include "core/compile/jurisdictions.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "core/compile/blob_writer.h"
#include "core/compile/language_text.h"
#include "core/compile/lock.h"
#include "core/compile/server/server_table.h"
#include "core/compile/table.h"
#include "core/jurisdiction.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::said_about;
using test::service_text;

namespace {

constexpr const char* site =
    R"({ "hosts": ["www.clinic.test", "fr.clinic.test", "b.clinic.test"] })";

/// A policy of these countries, with a service that is exempt in those.
std::string text_of(const std::string& countries, const std::string& exempt_in = R"(["FR"])",
                    const std::string& languages = R"(["en"])") {
  return policy_text(
      {.site = site,
       .languages = languages,
       .services =
           "[" +
           service_text("audience", "analytical",
                        R"(, "urls": ["a.test"], "basis": { "exempt": "CNIL", "countries": )" +
                            exempt_in + " }") +
           ", \"counter\"]",
       .more = R"(, "jurisdictions": )" + countries});
}

constexpr const char* french_and_belgian =
    R"([{ "country": "BE", "paths": ["/be/"] },
        { "country": "FR", "hosts": ["fr.clinic.test"], "paths": ["/fr/", "/f/longer/"] }, "LU"])";

}  // namespace

BOOST_AUTO_TEST_SUITE(jurisdictions)

BOOST_AUTO_TEST_CASE(go_into_the_blob_with_what_is_exempt_there_alone) {
  const OpenedPolicy opened = open_text(text_of(french_and_belgian));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  const PolicyBlob blob = PolicyBlob::open(opened.blob).value();
  BOOST_TEST(blob.section(BlobSection::countries) ==
             "FRfr.clinic.test 0\nFR/f/longer/ 0\nBE/be/\nFR/fr/ 0\nLU?\n");
  BOOST_TEST(!blob.service(0).exempt);
  BOOST_TEST(blob.service(0).exempt_in_part);
  BOOST_TEST(!blob.service(1).exempt_in_part);
}

BOOST_AUTO_TEST_CASE(are_all_pages_where_there_is_one) {
  const OpenedPolicy opened = open_text(text_of(R"(["FR"])"));
  BOOST_TEST_REQUIRE(opened.ok());
  const PolicyBlob blob = PolicyBlob::open(opened.blob).value();
  BOOST_TEST(blob.section(BlobSection::countries) == "FR/\n");
  BOOST_TEST(blob.service(0).exempt);  // in all of them
}

BOOST_AUTO_TEST_CASE(make_a_service_exempt_everywhere_where_they_all_do) {
  const OpenedPolicy opened = open_text(text_of(R"(["FR", "UK"])", R"(["GB", "FR"])"));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  BOOST_TEST(is_exempt_everywhere(opened.policy, opened.policy.services[0]));
  BOOST_TEST(!differs_by_country(opened.policy));
  BOOST_TEST(table_literal(opened.policy, opened.needs, "gate", "find").starts_with("{r:1,"));
}

BOOST_AUTO_TEST_CASE(make_the_table_a_function_only_where_they_differ) {
  const OpenedPolicy opened = open_text(text_of(french_and_belgian));
  BOOST_TEST_REQUIRE(opened.ok());
  const std::string table = table_literal(opened.policy, opened.needs, "gate", "find");
  BOOST_TEST(table.starts_with("(c=>({r:1,"));
  BOOST_TEST(holds(table, R"(s:{[`${["FR"].includes(c)?18:2} audience`]:"a.test","2 counter":)"));
  BOOST_TEST(
      table.ends_with(R"(}))(find(["FRfr.clinic.test","FR/f/longer/","BE/be/","FR/fr/","LU?"])))"));
}

BOOST_AUTO_TEST_CASE(have_a_table_for_servers_without_what_only_pages_name) {
  const OpenedPolicy opened = open_text(text_of(french_and_belgian));
  BOOST_TEST_REQUIRE(opened.ok());
  const ServerTable table = server_table(opened, "/akkoord/");
  BOOST_TEST(table.countries.size() == 4);
  BOOST_TEST(!table.services[0].exempt);
  BOOST_TEST_REQUIRE(table.services[0].exempt_in.size() == 1);
  BOOST_TEST(table.services[0].exempt_in[0] == "FR");
  BOOST_TEST(without_countries(table.services[0]).exempt_in.empty());
}

BOOST_AUTO_TEST_CASE(refuse_a_host_that_is_not_the_sites) {
  const std::string said =
      said_about(text_of(R"([{ "country": "FR", "hosts": ["x.test"] }, "BE"])"));
  BOOST_TEST(holds(said, "error: \"x.test\" is no host of the site (/jurisdictions/0/hosts/0)"));
  BOOST_TEST(holds(said, "\"fr.clinic.test\""));
}

BOOST_AUTO_TEST_CASE(refuse_pages_that_two_of_them_claim) {
  const auto said = [](const std::string& french, const std::string& belgian) {
    return said_about(text_of("[{ \"country\": \"FR\", " + french + " }, { \"country\": \"BE\", " +
                              belgian + " }]"));
  };
  BOOST_TEST(holds(said(R"("paths": ["/fr/"])", R"("paths": ["/be/", "/fr/be/"])"),
                   "error: \"/fr/be/\" of \"BE\" overlaps \"/fr/\" of \"FR\""));
  BOOST_TEST(holds(said(R"("paths": ["/fr/"])", R"("paths": ["/"])"), "overlaps \"/fr/\""));
  BOOST_TEST(holds(said(R"("hosts": ["b.clinic.test"])", R"("hosts": ["b.clinic.test"])"),
                   "error: \"b.clinic.test\" is of \"FR\" already"));
  BOOST_TEST(said(R"("paths": ["/fr/", "/fr/x/"])", R"("paths": ["/be/"])") == "");
}

BOOST_AUTO_TEST_CASE(refuse_a_country_twice_however_it_is_spelt) {
  BOOST_TEST(holds(said_about(text_of(R"(["UK", "FR", { "country": "GB", "paths": ["/x/"] }])")),
                   "error: \"GB\" stands there twice"));
}

BOOST_AUTO_TEST_CASE(warn_of_a_country_without_pages_beside_others_with_some) {
  BOOST_TEST(holds(said_about(text_of(R"([{ "country": "FR", "paths": ["/fr/"] }, "BE"])")),
                   "warning: \"BE\" has neither hosts nor paths"));
  BOOST_TEST(said_about(text_of(R"(["FR", "BE"])")) == "");
}

BOOST_AUTO_TEST_CASE(refuse_an_exemption_in_a_country_that_is_not_theirs) {
  BOOST_TEST(
      holds(said_about(text_of(R"(["FR", "BE"])", R"(["FR", "NL"])")),
            "error: \"audience\" is exempt in \"NL\", which is no jurisdiction of the policy"));
}

// Belgium exempts no analytics; a French exemption beside it is France's affair.
BOOST_AUTO_TEST_CASE(warn_of_exempt_analytics_only_in_the_country_that_has_no_exemption) {
  BOOST_TEST(!holds(said_about(text_of(french_and_belgian)), "is exempt, but"));
  BOOST_TEST(holds(said_about(text_of(french_and_belgian, R"(["FR", "BE"])")),
                   "warning: \"audience\" is exempt, but \"BE\""));
}

BOOST_AUTO_TEST_CASE(have_a_notice_for_each_language_and_country) {
  const OpenedPolicy opened = open_text(text_of(
      R"(["BE", { "country": "FR", "paths": ["/fr/"], "privacy_notice": "/fr/c/" },
          { "country": "LU", "paths": ["/lu/"], "privacy_notice": { "nl": "/lu/n/" } }])",
      R"(["FR"])", R"(["en", "nl"])"));
  BOOST_TEST_REQUIRE(opened.ok() == false);  // the services have no Dutch purpose
  BOOST_TEST(notice_for(opened.policy, "en") == "/privacy/");
  BOOST_TEST(notice_for(opened.policy, "en", "BE") == "/privacy/");
  BOOST_TEST(notice_for(opened.policy, "nl", "FR") == "/fr/c/");
  BOOST_TEST(notice_for(opened.policy, "nl", "LU") == "/lu/n/");
  BOOST_TEST(notice_for(opened.policy, "en", "LU") == "/lu/n/");  // rather than none of Luxembourg
  const auto notices = notices_in(opened.policy, "en");
  BOOST_TEST_REQUIRE(notices.size() == 3);
  BOOST_TEST(notices[0].second == "/privacy/");
  BOOST_TEST(notices[1].first == "FR");
}

BOOST_AUTO_TEST_CASE(refuse_a_notice_in_a_language_that_nobody_is_asked_in) {
  BOOST_TEST(
      holds(said_about(text_of(R"([{ "country": "FR", "privacy_notice": { "nl": "/x/" } }])")),
            "error: \"nl\" is no language of the policy (/jurisdictions/0/privacy_notice/nl)"));
}

// Under the same revision nobody may find that less is exempt than what was locked.
BOOST_AUTO_TEST_CASE(let_no_exemption_shrink_under_the_same_revision) {
  const auto opened = [](const std::string& countries) {
    return open_text(text_of(R"(["FR", "NL", "BE"])", countries));
  };
  Diagnostics said;
  const std::string both = write_lock(opened(R"(["FR", "NL"])").policy, {}, "2026-11-21", said);
  BOOST_TEST(holds(both, R"("exempt_in": "FR NL")"));
  const LockFile locked{both, "clinic.lock.json"};
  static_cast<void>(write_lock(opened(R"(["FR", "NL"])").policy, locked, "2026-11-21", said));
  BOOST_TEST(said.empty());
  static_cast<void>(write_lock(opened(R"(["FR"])").policy, locked, "2026-11-21", said));
  BOOST_TEST(holds(test::text_of_all(said), "audience needs consent in NL now"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
