// SPDX-License-Identifier: MIT
#include <algorithm>
#include <boost/test/unit_test.hpp>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/record_forms.h"
#include "core/compile/server/server_kind.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::service_text;

namespace {

std::string all_text(const ServerKind& kind, const ServerTable& table) {
  std::string text;
  for (const ServerFile& file : kind.write(table)) text += file.text;
  return text;
}

ServerTable small_table() {
  const OpenedPolicy opened = open_text(policy_text({.services = R"(["counter", "pixel"])"}));
  BOOST_TEST_REQUIRE(opened.ok());
  return server_table(opened, default_base);
}

}  // namespace

BOOST_AUTO_TEST_SUITE(server_configuration)

BOOST_AUTO_TEST_CASE(spells_what_a_regular_expression_or_a_quote_would_misread_as_numbers) {
  BOOST_TEST(regex_text("cookie_consent-x/") == "cookie_consent-x/");
  BOOST_TEST(regex_text("a.b") == "a\\.b");
  BOOST_TEST(regex_text("$|*+'\"\\ {;#%\n") ==
             "\\x24\\x7c\\x2a\\x2b\\x27\\x22\\x5c\\x20\\x7b\\x3b"
             "\\x23\\x25\\x0a");
}

BOOST_AUTO_TEST_CASE(leaves_no_quote_in_what_it_reads_cookies_by) {
  const std::string forms = one_cookie_is("a\"b'c", record_form(4'294'967'295U)) +
                            every_cookie_is("\"", "[01]") + no_cookie_is("'") +
                            one_cookie_is("x", exceptions_form(), "name");
  BOOST_TEST(forms.find_first_of("\"'\n") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(names_policy_revision_and_how_it_is_made_again) {
  const ServerTable table = small_table();
  for (const ServerKind& kind : server_kinds()) {
    BOOST_TEST_CONTEXT(std::string(kind.name)) {
      for (const ServerFile& file : kind.write(table)) {
        BOOST_TEST(holds(file.text, "\"" + table.policy_id + "\", revision 1"));
        BOOST_TEST(holds(file.text, "akkoord headers POLICY.json --for " + std::string(kind.name)));
        BOOST_TEST(file.name.find_first_of("/\\ ") == std::string::npos);
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(is_the_same_each_time_and_plain_ascii) {
  for (const ServerKind& kind : server_kinds()) {
    BOOST_TEST_CONTEXT(std::string(kind.name)) {
      const std::string text = all_text(kind, small_table());
      BOOST_TEST((text == all_text(kind, small_table())));
      const bool ascii = std::all_of(text.begin(), text.end(),
                                     [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); });
      BOOST_TEST(ascii);
    }
  }
}

BOOST_AUTO_TEST_CASE(takes_nothing_of_a_policys_odd_names_as_they_stand) {
  const OpenedPolicy opened = open_text(policy_text(
      {.services =
           "[" +
           service_text("proxy", "social", R"(, "urls": ["x.test/a$b/"], "paths": ["/p$+/"])") +
           "]",
       .more = R"(, "records": { "prefix": "a'$b`|*%{" }, "sensitive_routes": ["/s$(x/"])"}));
  // '{' and '(' are refused before any server sees them.
  BOOST_TEST(!opened.ok());
  const OpenedPolicy odd = open_text(policy_text(
      {.services =
           "[" +
           service_text("proxy", "social", R"(, "urls": ["x.test/a$b/"], "paths": ["/p$+/"])") +
           "]",
       .more = R"(, "records": { "prefix": "a'$b`|*" }, "sensitive_routes": ["/s$+x/"])"}));
  BOOST_TEST_REQUIRE(odd.ok());
  const ServerTable table = server_table(odd, "/x;{}$'(|)/");
  for (const std::string_view name : {"nginx", "apache", "htaccess", "lighttpd"}) {
    BOOST_TEST_CONTEXT(std::string(name)) {
      const std::string text = all_text(*server_kind_named(name), table);
      for (const std::string_view raw : {"a'$b", "/p$", "/s$", "a$b", "/x;"}) {
        BOOST_TEST(!holds(text, raw), std::string(raw));
      }
    }
  }
}

BOOST_AUTO_TEST_CASE(keeps_the_variables_of_two_sites_of_one_nginx_apart) {
  ServerTable table = small_table();
  const ServerKind& nginx = *server_kind_named("nginx");
  table.policy_id = "one";
  const std::string one = all_text(nginx, table);
  table.policy_id = "a-very-long-name-of-a-clinic-in-antwerp";
  const std::string antwerp = all_text(nginx, table);
  table.policy_id = "a-very-long-name-of-a-clinic-in-bruges";
  BOOST_TEST(holds(one, "$akkoord_one_choice"));
  BOOST_TEST(holds(antwerp, "$akkoord_a_very_"));
  BOOST_TEST(antwerp.substr(0, 4'000) != all_text(nginx, table).substr(0, 4'000));
}

BOOST_AUTO_TEST_CASE(gives_nginx_no_parameter_beyond_what_it_reads) {
  ServerTable table = small_table();
  std::string many;
  for (int i = 0; i < 600; ++i) many += (i == 0 ? "www" : " www") + std::to_string(i) + ".test";
  table.opening += " " + many;
  table.groups[0].sources = many;
  while (table.groups.size() < 500) table.groups.push_back(table.groups[1]);
  const std::string text = all_text(*server_kind_named("nginx"), table);
  std::size_t start = 0;
  for (std::size_t end = text.find('\n'); end != std::string::npos; end = text.find('\n', start)) {
    BOOST_TEST_REQUIRE(end - start < 4'096U);
    start = end + 1;
  }
  for (const std::string_view word : {" www0.test", " www599.test"}) {
    BOOST_TEST(text.find(word) != text.rfind(word), std::string(word));
  }
}

BOOST_AUTO_TEST_CASE(only_reports_and_refuses_no_path_in_observe_mode) {
  const OpenedPolicy opened = open_text(
      policy_text({.services = "[" + service_text("p", "social", R"(, "paths": ["/p/"])") + "]"}));
  BOOST_TEST_REQUIRE(opened.ok());
  ServerTable table = server_table(opened, default_base);
  for (const std::string_view name : {"nginx", "apache", "htaccess", "lighttpd"}) {
    BOOST_TEST_CONTEXT(std::string(name)) {
      const ServerKind& kind = *server_kind_named(name);
      table.observe = false;
      BOOST_TEST(!holds(all_text(kind, table), "Content-Security-Policy-Report-Only"));
      table.observe = true;
      const std::string text = all_text(kind, table);
      BOOST_TEST(holds(text, "Content-Security-Policy-Report-Only"));
      for (const std::string_view refusal : {"return 403", "Require expr", "[F]", "access-deny"}) {
        BOOST_TEST(!holds(text, refusal), std::string(refusal));
      }
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
