// SPDX-License-Identifier: MIT
#include "core/declare/markdown.h"

#include <boost/test/unit_test.hpp>
#include <sstream>
#include <string>

#include "tests/declare/declared.h"

namespace akkoord {

using test::count_of;
using test::holds;
using test::markdown_of;
using test::service_text;

BOOST_AUTO_TEST_SUITE(markdown_of_a_declaration)

BOOST_AUTO_TEST_CASE(has_headings_facts_and_tables) {
  const std::string text = markdown_of({}, "nl");
  BOOST_TEST(text.starts_with("# Cookieverklaring\n\n"));
  BOOST_TEST(holds(text, "\n## Uw keuze\n\n"));
  BOOST_TEST(holds(text, "\n### Statistieken\n\n"));
  BOOST_TEST(holds(text, "\n- **Versie:** 3\n"));
  BOOST_TEST(holds(text, "| Dienst | Doel | Ontvanger |\n| --- | --- | --- |\n"));
  BOOST_TEST(holds(text, "\n| Google Analytics | `_ga` `_ga_*` `__utm*` `FPID` | Cookie |"));
  BOOST_TEST(text.ends_with(")\n"));
}

/// How many cells a line of a table has; a bar behind a backslash is text.
std::size_t cells_in(const std::string& line) {
  return count_of(line, "|") - count_of(line, "\\|") - 1;
}

BOOST_AUTO_TEST_CASE(keeps_its_tables_whole_whatever_a_policy_says) {
  const std::string text = markdown_of(
      {.services =
           "[" +
           service_text("a|b <script>*x* [l](javascript:y) `c` &lt; https://z.test", "social",
                        R"(, "cookies": [{ "name": "a|b`c*", "lifetime": "session" }],
    "provider": { "name": "# P\nQ", "country": "US", "notice": "https://p.test/(a)|b" })") +
           "]"});
  BOOST_TEST(holds(text,
                   "a\\|b \\<script\\>\\*x\\* \\[l\\](javascript:y) \\`c\\` \\&lt; "
                   "https\\://z.test"));
  BOOST_TEST(holds(text, "| a\\|b\\`c\\* | Cookie |"));
  BOOST_TEST(holds(text, "[# P\\\\u000AQ](https://p.test/%28a%29%7Cb)<br>United States **outside"));
  std::istringstream lines(text);
  std::size_t cells = 0;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with('|')) cells = 0;
    if (!line.starts_with('|')) continue;
    if (cells == 0) cells = cells_in(line);
    BOOST_TEST(cells_in(line) == cells, line);
  }
}

BOOST_AUTO_TEST_CASE(leaves_a_line_of_text_a_line_of_text) {
  Declaration one;
  one.title = "T";
  for (const char* text : {"1. a", "12) b", "# c", "- d", "+ e", "= f", "26 g", "2026"}) {
    one.blocks.emplace_back(Line{{PhraseKind::text, text}});
  }
  BOOST_TEST(declaration_markdown(one) ==
             "# T\n\n1\\. a\n\n12\\) b\n\n\\# c\n\n\\- d\n\n\\+ e\n\n\\= f\n\n26 g\n\n2026\n");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
