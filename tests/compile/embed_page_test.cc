// SPDX-License-Identifier: MIT
//
// The page behind "Show this once" opens one service and nothing else; tests/browser has it in a
// browser.
#include "core/compile/embed_page.h"

#include <boost/test/unit_test.hpp>
#include <string>

#include "core/compile/sha256.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::open_text;
using test::policy_text;
using test::service_text;

BOOST_AUTO_TEST_SUITE(embed_page_of_a_service)

std::string between(const std::string& text, std::string_view start, std::string_view end) {
  const std::size_t from = text.find(start) + start.size();
  return text.substr(from, text.find(end, from) - from);
}

std::string page_of(const std::string& services, std::size_t number = 0) {
  const OpenedPolicy opened =
      open_text(policy_text({.languages = R"(["en"])", .services = "[" + services + "]"}));
  BOOST_TEST_REQUIRE(opened.ok(), test::text_of_all(opened.diagnostics));
  return embed_page(opened.policy, opened.needs, number);
}

const std::string embed = R"(, "embed": "placeholder", "urls": ["a.test/e/", "*.b.test"])";

BOOST_AUTO_TEST_CASE(allows_its_own_script_and_style_by_hash_and_frames_of_the_service) {
  const std::string page = page_of(service_text("a", "social", embed));
  const std::string script = between(page, "<script>", "</script>");
  const std::string style = between(page, "<style>", "</style>");
  BOOST_TEST(between(page, "Content-Security-Policy\" content=\"", "\"") ==
             "default-src 'none'; frame-src a.test/e/ *.b.test; script-src '" +
                 policy_hash(script) + "'; style-src '" + policy_hash(style) +
                 "'; base-uri 'none'; form-action 'none'");
  BOOST_TEST(page.find("Content-Security-Policy") < page.find("<style>"));
  BOOST_TEST(page.find("<style>") < page.find("<script>"));
  BOOST_TEST(holds(page, "<html lang=\"en\">"));
}

BOOST_AUTO_TEST_CASE(names_the_service_as_text) {
  std::string service = service_text("a", "social", embed);
  service.replace(service.find("\"N\""), 3, R"("</title><script>\"x\"")");
  BOOST_TEST(holds(page_of(service), "<title>&lt;/title&gt;&lt;script&gt;&quot;x&quot;</title>"));
}

// A pattern that admits another service's addresses would let them through here, unasked for.
BOOST_AUTO_TEST_CASE(leaves_out_paths_of_the_site_and_what_waits_for_other_services) {
  const std::string wide = service_text(
      "wide", "social",
      R"(, "embed": "placeholder", "urls": ["*.big.test", "big.test/e/"], "paths": ["/p/"])");
  const std::string tracker =
      service_text("tracker", "advertising", R"(, "urls": ["www.big.test/tr"])");
  BOOST_TEST(holds(page_of(wide + "," + tracker), "frame-src big.test/e/; "));
  const std::string own = service_text("own", "mandatory", R"(, "urls": ["www.big.test/tr"])");
  BOOST_TEST(holds(page_of(wide + "," + own), "frame-src *.big.test big.test/e/; "));
}

BOOST_AUTO_TEST_CASE(opens_nothing_where_every_pattern_waits) {
  const std::string wide =
      service_text("wide", "social", R"(, "embed": "placeholder", "urls": ["*.big.test"])");
  const std::string tracker =
      service_text("tracker", "advertising", R"(, "urls": ["www.big.test/tr"])");
  BOOST_TEST(holds(page_of(wide + "," + tracker), "frame-src 'none'; "));
}

BOOST_AUTO_TEST_CASE(is_written_for_services_with_a_placeholder_alone) {
  const Catalogue catalogue = test::test_catalogue();
  const std::string policy = policy_text(
      {.services =
           "[" + service_text("a", "social", embed) + "," +
           service_text("b", "social", R"(, "embed": "none", "urls": ["c.test"])") + "," +
           service_text("c", "mandatory", R"(, "embed": "placeholder", "urls": ["d.test"])") +
           R"(, { "preset": "pixel", "embed": "placeholder" }, "counter"])"});
  const CompileOutcome outcome =
      compile({.policy = {policy, "clinic.json"}, .catalogue = catalogue});
  BOOST_TEST_REQUIRE(outcome.ok(), test::text_of_all(outcome.diagnostics));
  std::string names;
  for (const OutputFile& file : outcome.files) {
    if (file.name.starts_with("embed-")) names += file.name + " ";
  }
  BOOST_TEST(names == "embed-a.html embed-pixel.html ");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
