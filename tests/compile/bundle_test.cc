// SPDX-License-Identifier: MIT
#include "core/compile/bundle.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "core/compile/compile.h"
#include "core/compile/sha256.h"
#include "core/compile/snippet.h"
#include "tests/compile/test_catalogue.h"

namespace akkoord {

using test::holds;

BOOST_AUTO_TEST_SUITE(bundle)

constexpr std::string_view collector = R"(, "collector": { "endpoint": "/consent" })";

struct Compiled {
  std::string policy;
  CompileOutcome outcome;

  [[nodiscard]] std::string file(std::string_view name) const {
    for (const OutputFile& one : outcome.files) {
      if (one.name == name) return one.text;
    }
    return {};
  }
};

Compiled compiled(std::string_view more, const Catalogue& catalogue = test::test_catalogue(),
                  std::string_view base = default_base) {
  Compiled made{test::policy_text({.languages = R"(["en", "nl"])", .more = std::string(more)}), {}};
  made.outcome =
      compile({.policy = {made.policy, "clinic.json"}, .base = base, .catalogue = catalogue});
  BOOST_TEST_REQUIRE(made.outcome.ok(), test::text_of_all(made.outcome.diagnostics));
  return made;
}

BOOST_AUTO_TEST_CASE(is_written_for_a_collector_alone) {
  BOOST_TEST(compiled("").file("bundle.json").empty());
  BOOST_TEST(compiled("").file("akkoord-tell.js").empty());
  BOOST_TEST(!holds(compiled("").file("akkoord.js"), "tell:"));
  BOOST_TEST(holds(compiled(collector).file("akkoord.js"), "tell:load"));
}

BOOST_AUTO_TEST_CASE(lists_every_file_but_itself_and_the_one_that_names_it) {
  const Compiled made = compiled(collector);
  const auto json = nlohmann::json::parse(made.file("bundle.json"));
  BOOST_TEST(json["policy"] == "clinic");
  BOOST_TEST(json["revision"] == 1);
  BOOST_TEST(json["policy_hash"] == "sha256:" + sha256_hex(made.policy));
  BOOST_TEST(json["files"].size() == made.outcome.files.size() - 2);
  for (const OutputFile& file : made.outcome.files) {
    if (file.name == "bundle.json" || file.name == "akkoord-tell.js") continue;
    BOOST_TEST(json["files"].value(file.name, "") == "sha256:" + sha256_hex(file.text), file.name);
  }
}

BOOST_AUTO_TEST_CASE(is_named_by_what_tells_the_collector_with_policy_and_texts) {
  const Compiled made = compiled(collector);
  const std::string tell = made.file("akkoord-tell.js");
  BOOST_TEST(holds(tell, "endpoint:\"/consent\""));
  BOOST_TEST(holds(tell, "policy_hash:\"" + content_hash(made.policy) + "\""));
  BOOST_TEST(holds(tell, "bundle_hash:\"" + content_hash(made.file("bundle.json")) + "\""));
  BOOST_TEST(holds(tell, "text_hashes:{\"en\":\"" + content_hash(made.file("en.json")) +
                             "\",\"nl\":\"" + content_hash(made.file("nl.json")) + "\"}"));
}

/// The version under which a page asks for its later files.
std::string version_in(const Compiled& made) {
  const std::string script = made.file("akkoord.js");
  return script.substr(script.find(",v:\"") + 4, 8);
}

// A browser keeps a file under its version: one version with two contents would name wrong hashes.
BOOST_AUTO_TEST_CASE(changes_the_version_of_what_names_it) {
  const Catalogue catalogue = test::test_catalogue();
  const std::string before = version_in(compiled(collector, catalogue));
  BOOST_TEST(version_in(compiled(collector, catalogue)) == before);
  Catalogue other = catalogue;
  other.page_script = "go(AKKOORD_DATA);\n";
  BOOST_TEST(version_in(compiled(collector, other)) != before);
  other = catalogue;
  other.tell_script = "export const told = AKKOORD_TELL;\n";
  BOOST_TEST(version_in(compiled(collector, other)) != before);
  other = catalogue;
  other.bootstrap = "begin(AKKOORD_TABLE);\n";
  BOOST_TEST(version_in(compiled(collector, other)) != before);
  BOOST_TEST(version_in(compiled(collector, catalogue, "/other/")) != before);
  BOOST_TEST(version_in(compiled(R"(, "collector": { "endpoint": "/proof" })", catalogue)) !=
             before);
}

// The page sends to it, whatever the visitor chose: the site's own need.
BOOST_AUTO_TEST_CASE(admits_a_collector_on_another_host_and_no_more_of_it) {
  BOOST_TEST(holds(compiled(R"(, "collector": { "endpoint": "https://proof.test/consent" })")
                       .file("snippet.html"),
                   "proof.test/consent/"));
  BOOST_TEST(!holds(compiled(collector).file("snippet.html"), "/consent"));
}

BOOST_AUTO_TEST_CASE(refuses_an_endpoint_that_is_none) {
  for (const char* endpoint : {"consent", "/", "//proof.test/consent", "http://proof.test/consent",
                               "https://proof.test", "/consent?x", "https://u@proof.test/c"}) {
    const std::string said = test::said_about(test::policy_text(
        {.more = R"(, "collector": { "endpoint": ")" + std::string(endpoint) + "\" }"}));
    BOOST_TEST(holds(said, "is no path of the site, nor an https address of one"), endpoint);
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
