// SPDX-License-Identifier: MIT
#include "core/compile/compile.h"

#include <boost/test/unit_test.hpp>
#include <string>
#include <vector>

#include "core/compile/sha256.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;
using test::policy_text;

BOOST_AUTO_TEST_SUITE(compiling)

CompileOutcome compiled(const std::string& policy, std::string_view base = default_base) {
  const Catalogue catalogue = test::test_catalogue();
  return compile({.policy = {policy, "clinic.json"}, .base = base, .catalogue = catalogue});
}

std::string file_of(const CompileOutcome& outcome, std::string_view name) {
  for (const OutputFile& file : outcome.files) {
    if (file.name == name) return file.text;
  }
  return "(no such file)";
}

BOOST_AUTO_TEST_CASE(writes_all_that_a_page_needs) {
  const CompileOutcome outcome = compiled(policy_text({.languages = R"(["en", "nl"])"}));
  BOOST_TEST_REQUIRE(outcome.ok());
  std::vector<std::string> names;
  for (const OutputFile& file : outcome.files) names.push_back(file.name);
  const std::vector<std::string> wanted = {"akkoord.js",
                                           "akkoord-later.js",
                                           "akkoord-settings.js",
                                           "akkoord-embeds.js",
                                           "akkoord-inspector.js",
                                           "akkoord-declaration.js",
                                           "en.json",
                                           "nl.json",
                                           "presets.json",
                                           "snippet.html",
                                           "header.html",
                                           "tag.html"};
  BOOST_TEST(names == wanted);
  BOOST_TEST(holds(outcome.lock, "\"counter\""));
}

BOOST_AUTO_TEST_CASE(writes_the_same_twice) {
  BOOST_TEST(file_of(compiled(policy_text()), "akkoord.js") ==
             file_of(compiled(policy_text()), "akkoord.js"));
}

BOOST_AUTO_TEST_CASE(writes_a_snippet_that_permits_then_decides_then_asks) {
  const CompileOutcome outcome = compiled(policy_text({.services = "[]"}));
  BOOST_TEST_REQUIRE(outcome.ok());
  const std::string snippet = file_of(outcome, "snippet.html");
  const std::size_t permits = snippet.find("content=\"base-uri *\"");
  const std::size_t decides = snippet.find("<script>start({r:1,");
  const std::size_t asks = snippet.find("<script async src=\"/akkoord/akkoord.js?v=");
  const std::size_t refuses = snippet.find(
      "<noscript><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'self' ");
  BOOST_TEST(permits < decides);
  BOOST_TEST(decides < asks);
  BOOST_TEST(asks < refuses);
  BOOST_TEST(refuses != std::string::npos);
}

BOOST_AUTO_TEST_CASE(writes_lines_for_each_other_install_that_the_script_knows_it_by) {
  const CompileOutcome outcome = compiled(policy_text());
  BOOST_TEST_REQUIRE(outcome.ok());
  const std::string snippet = file_of(outcome, "snippet.html");
  const std::size_t start = snippet.find("/akkoord/akkoord.js?v=");
  const std::string url = snippet.substr(start, snippet.find('"', start) - start);
  const std::string header = file_of(outcome, "header.html");
  BOOST_TEST(holds(header, "add '" + policy_hash("hold(0);") + "' to"));
  BOOST_TEST(
      header.ends_with(" -->\n<script>hold(0);</script>\n"
                       "<!-- Akkoord: and this one last in body, so that nothing waits "
                       "for it. -->\n<script defer src=\"" +
                       url + "#header\"></script>\n"));
  BOOST_TEST(file_of(outcome, "tag.html") ==
             "<!-- Akkoord: keep these lines first in head, behind the charset. -->\n"
             "<meta http-equiv=\"Content-Security-Policy\" content=\"base-uri *\">\n"
             "<script src=\"" +
                 url + "#tag\"></script>\n");
}

BOOST_AUTO_TEST_CASE(leaves_calls_alone_where_the_site_makes_them) {
  const CompileOutcome outcome =
      compiled(policy_text({.site = R"({ "hosts": ["a.test"], "webrtc": true })"}));
  BOOST_TEST_REQUIRE(outcome.ok());
  BOOST_TEST(holds(file_of(outcome, "header.html"), "<script>hold(1);</script>"));
}

BOOST_AUTO_TEST_CASE(writes_a_snippet_that_holds_nothing_where_the_site_observes) {
  const CompileOutcome outcome = compiled(policy_text({.more = R"(, "enforcement": "observe")"}));
  BOOST_TEST_REQUIRE(outcome.ok());
  const std::string snippet = file_of(outcome, "snippet.html");
  BOOST_TEST(holds(snippet, "-->\n<script async src=\"/akkoord/akkoord.js?v="));
  BOOST_TEST(!holds(snippet, "Content-Security-Policy"));
  BOOST_TEST(!holds(snippet, "start("));
  for (const char* lines : {"header.html", "tag.html"}) {
    BOOST_TEST(!holds(file_of(outcome, lines), "Content-Security-Policy"));
    BOOST_TEST(!holds(file_of(outcome, lines), "hold("));
  }
  BOOST_TEST(holds(file_of(outcome, "akkoord.js"), ",observe:1,"));
}

BOOST_AUTO_TEST_CASE(versions_the_script_by_all_that_it_loads_later) {
  const std::string policy = policy_text();
  const auto script_with = [&policy](const Catalogue& catalogue) {
    return file_of(compile({.policy = {policy, "clinic.json"}, .catalogue = catalogue}),
                   "akkoord.js");
  };
  const Catalogue former = test::test_catalogue();
  Catalogue embeds = former;
  embeds.embeds_script = "export const embeds = 2;\n";
  Catalogue inspector = former;
  inspector.inspector_script = "export const inspector = 2;\n";
  Catalogue declaration = former;
  declaration.declaration_script = "export const declaration = 2;\n";
  Catalogue presets = former;
  presets.presets = former.presets.first(1);
  for (const Catalogue& later : {embeds, inspector, declaration, presets}) {
    BOOST_TEST(script_with(later) != script_with(former));
  }
  BOOST_TEST(script_with(former) == script_with(test::test_catalogue()));
}

BOOST_AUTO_TEST_CASE(writes_what_others_add_and_versions_the_script_by_it) {
  const std::string policy = policy_text();
  const Catalogue catalogue = test::test_catalogue();
  const CompileInput input{.policy = {policy, "clinic.json"}, .catalogue = catalogue};
  OpenedPolicy opened = open_policy(input);
  opened.further = {{"more.json", "{}"}};
  const CompileOutcome more = compile(input, std::move(opened));
  BOOST_TEST(file_of(more, "more.json") == "{}");
  BOOST_TEST(file_of(more, "akkoord.js") != file_of(compile(input), "akkoord.js"));
}

BOOST_AUTO_TEST_CASE(lists_what_each_preset_claims_on_the_site) {
  BOOST_TEST(file_of(compiled(policy_text()), "presets.json") ==
             R"({"presets":[{"id":"counter","name":"Counter","category":"analytical",)"
             R"("urls":["*.counter.test","counter.test/js"],"cookies":["_cnt"],)"
             R"("local_storage":["cnt_*"],"session_storage":[],"indexed_db":[],"caches":[]},)"
             R"({"id":"pixel","name":"Pixel","category":"advertising",)"
             R"("urls":["ads.counter.test/tr","pixel.test"],"cookies":["_pix_*"],)"
             R"("local_storage":[],"session_storage":[],"indexed_db":[],"caches":[]}]})"
             "\n");
}

BOOST_AUTO_TEST_CASE(names_the_bootstrap_by_its_hash) {
  const CompileOutcome outcome = compiled(policy_text());
  BOOST_TEST_REQUIRE(outcome.ok());
  const std::string snippet = file_of(outcome, "snippet.html");
  const std::size_t start = snippet.find("<script>") + 8;
  const std::string inline_script = snippet.substr(start, snippet.find("</script>", start) - start);
  BOOST_TEST(outcome.bootstrap_hash == policy_hash(inline_script));
}

BOOST_AUTO_TEST_CASE(never_lets_a_policy_end_its_script) {
  std::string policy = policy_text();
  policy.replace(policy.find("Clinic"), 6, "</script><script>alert(1)");
  const CompileOutcome outcome = compiled(policy);
  BOOST_TEST_REQUIRE(outcome.ok());
  BOOST_TEST(!holds(file_of(outcome, "snippet.html"), "alert(1)"));
  BOOST_TEST(holds(file_of(outcome, "akkoord.js"), "\\x3C/script>\\x3Cscript>alert(1)"));
}

BOOST_AUTO_TEST_CASE(takes_a_base_on_the_site_or_on_another_host) {
  BOOST_TEST(holds(file_of(compiled(policy_text(), "/a"), "snippet.html"), "src=\"/a/akkoord.js"));
  const CompileOutcome elsewhere = compiled(policy_text(), "https://cdn.test/a/");
  BOOST_TEST(holds(file_of(elsewhere, "snippet.html"), "src=\"https://cdn.test/a/akkoord.js"));
  // A page policy that does not list the script's host would keep the script itself out.
  BOOST_TEST(holds(file_of(elsewhere, "snippet.html"), "o:\"cdn.test\""));
  for (const char* bad : {"", "a/", "//x.test/", "/a\"b", "javascript:1", "https://", "/a?b"}) {
    BOOST_TEST_CONTEXT(bad) {
      const CompileOutcome outcome = compiled(policy_text(), bad);
      BOOST_TEST(!outcome.ok());
      BOOST_TEST(holds(test::text_of_all(outcome.diagnostics), "is no address of a folder"));
    }
  }
}

BOOST_AUTO_TEST_CASE(writes_nothing_where_there_is_an_error) {
  const CompileOutcome outcome = compiled(policy_text({.services = R"(["conter"])"}));
  BOOST_TEST(!outcome.ok());
  BOOST_TEST(outcome.files.empty());
  BOOST_TEST(outcome.lock == "");
  BOOST_TEST(outcome.bootstrap_hash == "");
}

BOOST_AUTO_TEST_CASE(reports_all_errors_at_once_in_the_order_of_the_file) {
  const CompileOutcome outcome = compiled(policy_text(
      {.revision = "0", .languages = R"(["xx"])", .services = R"(["conter", { "preset": 1 }])"}));
  std::vector<std::uint32_t> lines;
  for (const Diagnostic& one : outcome.diagnostics) lines.push_back(one.line);
  const std::vector<std::uint32_t> wanted = {3, 6, 7, 7};
  BOOST_TEST(lines == wanted);
}

BOOST_AUTO_TEST_CASE(goes_on_with_warnings_and_notes) {
  const CompileOutcome outcome = compiled(policy_text({.services = R"(["counter", "pixel"])"}));
  BOOST_TEST(outcome.ok());
  BOOST_TEST(outcome.diagnostics.size() == 1);
  BOOST_TEST(!outcome.files.empty());
}

BOOST_AUTO_TEST_CASE(says_so_when_its_own_scripts_are_wrong) {
  Catalogue catalogue = test::test_catalogue();
  catalogue.bootstrap = "start();";
  const std::string policy = policy_text();
  const CompileOutcome outcome =
      compile({.policy = {policy, "clinic.json"}, .catalogue = catalogue});
  BOOST_TEST(!outcome.ok());
  BOOST_TEST(holds(test::text_of_all(outcome.diagnostics), "have no place for the policy"));
}

BOOST_AUTO_TEST_CASE(survives_a_policy_of_a_mebibyte_of_anything) {
  const std::string strings[] = {
      policy_text({.services = "[\"" + std::string(1'000'000, 'x') + "\"]"}),
      policy_text(
          {.services = "[" +
                       test::service_text("a", "social",
                                          ", \"urls\": [\"" + std::string(1'000'000, 'x') + "\"]") +
                       "]"}),
      policy_text({.more = ", \"" + std::string(1'000'000, 'k') + "\": 1"}),
      std::string(1'000'000, '['),
      std::string(1'000'000, '"'),
      std::string(1'000'000, '\0'),
  };
  for (const std::string& text : strings) {
    const CompileOutcome outcome = compiled(text);
    BOOST_TEST(!outcome.ok());
    BOOST_TEST(test::text_of_all(outcome.diagnostics).size() < 1'000);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
