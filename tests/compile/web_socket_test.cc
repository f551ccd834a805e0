// SPDX-License-Identifier: MIT
//
// A granted service's web sockets open, a refused one's stay shut, and nobody else's come with
// them.
#include "core/compile/web_socket.h"

#include <boost/test/unit_test.hpp>

#include "core/blob.h"
#include "core/classify.h"
#include "core/compile/embed_page.h"
#include "core/compile/source_groups.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::said_about;
using test::service_text;

BOOST_AUTO_TEST_SUITE(web_sockets)

std::string one_service(std::string_view keys, std::string_view category = "functional") {
  return policy_text({.services = "[" + service_text("chat", category, keys) + "]"});
}

std::string urls_of(const OpenedPolicy& opened) {
  return std::string(PolicyBlob::open(opened.blob).value().section(BlobSection::urls));
}

BOOST_AUTO_TEST_CASE(are_sources_of_their_own_and_classify_nothing) {
  const OpenedPolicy opened =
      open_text(one_service(R"(, "urls": ["*.chat.test"], "paths": ["/chat/"],)"
                            R"( "web_sockets": ["ws.chat.test", "*.chat.test"])"));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  BOOST_TEST(urls_of(opened) ==
             "*.chat.test 0\n/chat/ 0\nwss://*.chat.test 0\nwss://ws.chat.test 0\n");
  const PolicyBlob blob = PolicyBlob::open(opened.blob).value();
  BOOST_TEST(classify_url(blob, "wss://ws.chat.test/socket") == 0);
  BOOST_TEST(classify_url(blob, "wss://chat.test/") == no_service);
  BOOST_TEST(classify_url(blob, "https://wss:/") == no_service);
  BOOST_TEST(classify_url(blob, "https://wss/") == no_service);
  BOOST_TEST(source_groups(opened.policy, opened.needs).at(0).sources ==
             "*.chat.test wss://ws.chat.test wss://*.chat.test");
}

BOOST_AUTO_TEST_CASE(of_the_site_and_of_mandatory_services_are_always_open) {
  const OpenedPolicy opened = open_text(policy_text(
      {.site = R"({ "hosts": ["a.test"], "first_party": ["cdn.test"],)"
               R"( "web_sockets": ["live.test"] })",
       .services = "[" +
                   service_text("own", "mandatory",
                                R"(, "urls": ["own.test"], "web_sockets": ["own.test"])") +
                   "]"}));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  BOOST_TEST(PolicyBlob::open(opened.blob).value().section(BlobSection::own) ==
             "cdn.test wss://live.test\n");
  BOOST_TEST(open_sources(opened.policy, opened.needs) ==
             "cdn.test wss://live.test own.test wss://own.test");
}

// What is held is named by the patterns: a socket that none covers would be nobody's.
BOOST_AUTO_TEST_CASE(lie_on_hosts_that_the_service_claims_whole) {
  BOOST_TEST(said_about(one_service(R"(, "urls": ["*.x.test"], "web_sockets": ["x.test"])")) ==
             "clinic.json:7:165: error: no pattern in the \"urls\" of \"chat\" covers its web "
             "sockets to \"x.test\" (/services/0/web_sockets/0)\n"
             "    Add \"x.test\" to \"urls\", without a path, or write \"web_sockets\" "
             "without it.\n");
  const auto is_covered = [](std::string_view pattern, std::string_view host) {
    const std::vector<UrlClaim> urls = {{std::string(pattern), {}, {}}};
    return claim_of_whole_host(urls, host) != nullptr;
  };
  BOOST_TEST(is_covered("x.test", "x.test"));
  BOOST_TEST(is_covered("x.test/", "x.test"));
  BOOST_TEST(is_covered("*.x.test", "ws.x.test"));
  BOOST_TEST(is_covered("*.x.test", "*.x.test"));
  BOOST_TEST(is_covered("*.x.test", "*.ws.x.test"));
  BOOST_TEST(!is_covered("x.test", "*.x.test"));
  BOOST_TEST(!is_covered("ws.x.test", "*.x.test"));
  BOOST_TEST(!is_covered("x.test/ws", "x.test"));
  BOOST_TEST(!is_covered("*.x.test/ws/", "ws.x.test"));
  BOOST_TEST(!is_covered("x.test/?id=", "x.test"));
  BOOST_TEST(!is_covered("/ws/", "x.test"));
  BOOST_TEST(!is_covered("wss://x.test", "x.test"));
}

BOOST_AUTO_TEST_CASE(wait_for_every_service_whose_hosts_they_admit) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services = "[" +
                   service_text("chat", "functional",
                                R"(, "urls": ["*.x.test"],)"
                                R"( "web_sockets": ["*.x.test", "a.x.test", "b.x.test"])") +
                   ", " +
                   service_text("pixel", "advertising",
                                R"(, "urls": ["a.x.test"], "web_sockets": ["a.x.test"])") +
                   "]"}));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  BOOST_TEST(urls_of(opened) ==
             "*.x.test 0 1\na.x.test 1\nwss://*.x.test 0 1\nwss://a.x.test 0 1\n"
             "wss://a.x.test 1\nwss://b.x.test 0\n");
  BOOST_TEST(holds(test::text_of_all(opened.diagnostics),
                   "\"wss://*.x.test\" of \"chat\" is withheld until \"pixel\" is granted too"));
}

BOOST_AUTO_TEST_CASE(are_shared_as_the_narrowest_pattern_that_covers_them) {
  constexpr std::string_view shared =
      R"(, "urls": [{ "pattern": "lib.x.test", "shared": "A relay." }, "*.x.test"],)"
      R"( "web_sockets": ["lib.x.test", "ws.x.test"])";
  const OpenedPolicy opened = open_text(policy_text(
      {.services = "[" + service_text("a", "functional", shared) + ", " +
                   service_text("b", "social",
                                R"(, "urls": ["ws.x.test/tr",)"
                                R"( { "pattern": "lib.x.test", "shared": "A relay." }])") +
                   "]"}));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  BOOST_TEST(holds(urls_of(opened), "wss://lib.x.test 0\nwss://ws.x.test 0 1\n"));
}

BOOST_AUTO_TEST_CASE(of_the_site_do_not_let_a_service_through) {
  const auto with_own = [](const std::string& host) {
    return said_about(policy_text(
        {.site = R"({ "hosts": ["www.clinic.test"], "web_sockets": [")" + host + "\"] }"}));
  };
  BOOST_TEST(with_own("live.clinic.test") == "");
  BOOST_TEST(holds(with_own("*.test"),
                   "\"wss://*.test\" admits \"*.counter.test\" of \"counter\" for every"));
}

BOOST_AUTO_TEST_CASE(have_neither_scheme_nor_path_in_a_policy) {
  for (const std::string host : {"wss://x.test", "x.test/ws", "x.test:8080", "X.test"}) {
    BOOST_TEST_CONTEXT(host) {
      BOOST_TEST(
          !said_about(one_service(R"(, "urls": ["x.test"], "web_sockets": [")" + host + "\"]"))
               .empty());
    }
  }
}

BOOST_AUTO_TEST_CASE(open_no_frame_of_an_embed_page) {
  const OpenedPolicy opened = open_text(
      one_service(R"(, "embed": "placeholder", "urls": ["x.test"], "web_sockets": ["x.test"])"));
  BOOST_TEST_REQUIRE(opened.ok());
  BOOST_TEST(embed_sources(opened.policy, opened.needs, 0) == "x.test");
}

// Tests and demos speak http; where a map leaves a host alone, its sockets stay encrypted.
BOOST_AUTO_TEST_CASE(are_plain_on_mapped_hosts_alone) {
  const Catalogue catalogue = test::test_catalogue();
  const std::string policy =
      policy_text({.site = R"({ "hosts": ["a.test"], "web_sockets": ["live.test"] })",
                   .services = "[" +
                               service_text("chat", "functional",
                                            R"(, "urls": ["*.x.test", "x.test"],)"
                                            R"( "web_sockets": ["*.x.test", "x.test"])") +
                               "]"});
  const auto sources_with = [&](std::string_view map) {
    const OpenedPolicy opened = open_policy({.policy = {policy, "clinic.json"},
                                             .host_map = InputFile{map, "map.json"},
                                             .catalogue = catalogue});
    BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
    return open_sources(opened.policy, opened.needs) + "; " +
           source_groups(opened.policy, opened.needs).at(0).sources;
  };
  BOOST_TEST(sources_with(R"({ "*": "*.localhost:81" })") ==
             "ws://live.test.localhost:81; *.x.test.localhost:81 x.test.localhost:81"
             " ws://*.x.test.localhost:81 ws://x.test.localhost:81");
  BOOST_TEST(sources_with(R"({ "*": "*" })") ==
             "ws://live.test; *.x.test x.test ws://*.x.test ws://x.test");
  BOOST_TEST(sources_with(R"({ "x.test": "y.test:81" })") ==
             "wss://live.test; *.x.test y.test:81 wss://*.x.test ws://y.test:81");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
