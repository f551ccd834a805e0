// SPDX-License-Identifier: MIT
//
// The HTML is sound whatever a policy says, and as assistive technology wants it.
#include "core/declare/html.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/compile/sha256.h"
#include "tests/declare/declared.h"

namespace akkoord {

using test::count_of;
using test::declared;
using test::DeclaredParts;
using test::holds;
using test::html_of;
using test::service_text;

BOOST_AUTO_TEST_SUITE(html_of_a_declaration)

constexpr std::string_view hostile = R"(</td><script>alert(1)</script>\"' onload=x &amp; \u202E)";

DeclaredParts hostile_parts() {
  const std::string name(hostile);
  return {.controller = R"({ "name": ")" + name + R"(", "country": "BE", "address": ")" + name +
                        R"(", "email": "\"><img@x", "dpo": ")" + name +
                        R"(", "privacy_notice": "/p/?a=1&b='" })",
          .services = "[" +
                      service_text(name, "functional",
                                   R"(, "provider": { "name": ")" + name +
                                       R"(", "country": "US" }, "local_storage": ["<b>&\"'`|x*"],
    "cookies": [{ "name": "a|b`c", "lifetime": "session" }])") +
                      "]"};
}

/// The names of the tags, "/" before those that end an element.
std::vector<std::string> tags_of(const std::string& html) {
  std::vector<std::string> tags;
  for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    const std::size_t end = html.find_first_of(" >", at);
    tags.push_back(html.substr(at + 1, end - at - 1));
  }
  return tags;
}

BOOST_AUTO_TEST_CASE(closes_every_element_that_it_opens) {
  for (const std::string& html : {html_of(), html_of(hostile_parts()), html_of({}, "fr")}) {
    std::vector<std::string> open;
    for (const std::string& tag : tags_of(html)) {
      if (!tag.starts_with('/')) {
        open.push_back(tag);
        continue;
      }
      BOOST_TEST_REQUIRE(!open.empty());
      BOOST_TEST("/" + open.back() == tag);
      open.pop_back();
    }
    BOOST_TEST(open.empty());
  }
}

BOOST_AUTO_TEST_CASE(shows_whatever_a_policy_says_as_text) {
  const std::string html = html_of(hostile_parts());
  for (const char* bad : {"<script", "<img", "<b>", "\u202E", "\"' onload", "&amp;amp; \u202E"}) {
    BOOST_TEST(!holds(html, bad), bad);
  }
  BOOST_TEST(holds(html, "&lt;/td&gt;&lt;script&gt;alert(1)&lt;/script&gt;&quot;"));
  BOOST_TEST(holds(html, "\\u202E"));
  BOOST_TEST(holds(html, "mailto:%22%3E%3Cimg@x"));
}

// A policy (CSP) without 'unsafe-inline' refuses style attributes, handlers and scripts.
BOOST_AUTO_TEST_CASE(has_nothing_that_a_strict_policy_refuses) {
  const std::string html = html_of();
  for (const char* refused : {" style=", "<style", "<script", "onclick=", "javascript:"}) {
    BOOST_TEST(!holds(html, refused), refused);
  }
}

// WCAG 1.3.1: captions, heads with scope; 3.1.2: language of parts.
BOOST_AUTO_TEST_CASE(has_captions_scopes_language_and_direction) {
  const std::string html = html_of({}, "nl");
  BOOST_TEST(
      html.starts_with("<section class=\"akkoord-declaration\" lang=\"nl\" dir=\"ltr\" "
                       "aria-labelledby=\"akkoord-declaration\">\n"
                       "<h2 id=\"akkoord-declaration\">Cookieverklaring</h2>"));
  BOOST_TEST(count_of(html, "<table>") == count_of(html, "<caption>"));
  BOOST_TEST(count_of(html, "<th") == count_of(html, "<th scope=\"") + count_of(html, "<thead>"));
  BOOST_TEST(holds(html, "<th scope=\"rowgroup\" colspan=\"4\"><bdi>Google Analytics</bdi></th>"));
  BOOST_TEST(holds(html, "<code dir=\"ltr\" translate=\"no\">_ga</code>"));
  BOOST_TEST(holds(html, "<a href=\"#akkoord\"><bdi>Cookie-instellingen</bdi></a>"));
  BOOST_TEST(holds(html, "<a href=\"mailto:ask@clinic.test\">"));
}

BOOST_AUTO_TEST_CASE(names_each_part_once_so_that_links_find_it) {
  const std::string html = html_of();
  for (const char* id : {"declaration", "choice", "used", "mandatory", "analytical", "functional",
                         "transfers", "responsible", "complaint"}) {
    BOOST_TEST(count_of(html, " id=\"akkoord-" + std::string(id) + "\"") == 1U, id);
  }
}

BOOST_AUTO_TEST_CASE(of_a_page_allows_its_own_style_by_hash_and_nothing_else) {
  const Policy policy = test::opened({.more = R"(, "banner": { "theme":
    { "accent": "#7a2e57", "accent_text": "#ffffff" } })"})
                            .policy;
  const std::string page = declaration_page(declared({}, "fr"), policy, "p{color:red}");
  const std::size_t from = page.find("<style>") + 7;
  const std::string style = page.substr(from, page.find("</style>") - from);
  BOOST_TEST(style == ":root{--akkoord-accent:#7a2e57}p{color:red}");
  BOOST_TEST(holds(page, "content=\"default-src 'none'; style-src '" + policy_hash(style) +
                             "'; base-uri 'none'; form-action 'none'\""));
  BOOST_TEST(page.starts_with("<!doctype html>\n<html lang=\"fr\" dir=\"ltr\">\n"));
  BOOST_TEST(holds(page, "<h1 id=\"akkoord-declaration\">"));
  BOOST_TEST(holds(page, "<h2>Votre choix</h2>"));
  BOOST_TEST(holds(page, "<title>Déclaration relative aux cookies - Clinic</title>"));
  BOOST_TEST(count_of(page, "<main>") == 1U);
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
