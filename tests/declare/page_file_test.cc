// SPDX-License-Identifier: MIT
#include "core/declare/page_file.h"

#include <boost/test/unit_test.hpp>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/declare/declared.h"

namespace akkoord {

using test::DeclaredParts;
using test::holds;
using test::service_text;

BOOST_AUTO_TEST_SUITE(file_for_the_page)

std::vector<OutputFile> files_of(const DeclaredParts& parts, std::string_view date = {},
                                 const std::optional<std::string>& lock = {}) {
  const OpenedPolicy opened = test::opened(parts);
  const Catalogue catalogue = embedded_catalogue();
  CompileInput input{.policy = {"", "clinic.json"}, .catalogue = catalogue, .date = date};
  if (lock) input.lock = LockFile{*lock, "clinic.lock.json"};
  return declaration_files(input, opened);
}

BOOST_AUTO_TEST_CASE(is_written_for_each_language) {
  const std::vector<OutputFile> files = files_of({});
  BOOST_TEST_REQUIRE(files.size() == 3U);
  BOOST_TEST(files[0].name == "declaration-en.json");
  BOOST_TEST(files[2].name == "declaration-fr.json");
  for (const OutputFile& file : files) {
    BOOST_TEST((!nlohmann::json::parse(file.text, nullptr, false).is_discarded()), file.name);
  }
}

BOOST_AUTO_TEST_CASE(is_one_for_each_country_too_where_there_are_several) {
  std::string names;
  for (const OutputFile& file : files_of({.jurisdictions = R"(["BE", "FR"])"})) {
    names += file.name + " ";
  }
  BOOST_TEST(names.starts_with(
      "declaration-en.json declaration-en-BE.json declaration-en-FR.json declaration-nl.json "));
}

BOOST_AUTO_TEST_CASE(has_the_sections_of_the_declaration) {
  const auto json = nlohmann::json::parse(files_of({})[1].text);
  BOOST_TEST(json["language"].get<std::string>() == "nl");
  BOOST_TEST(json["title"].get<std::string>() == "Cookieverklaring");
  std::string ids;
  for (const auto& section : json["sections"]) ids += section["id"].get<std::string>() + " ";
  BOOST_TEST(ids == "choice used transfers responsible complaint ");
  BOOST_TEST(holds(json.dump(), R"({"code":"_ga"})"));
  BOOST_TEST(holds(json.dump(), R"({"link":"ask@clinic.test","to":"mailto:ask@clinic.test"})"));
}

BOOST_AUTO_TEST_CASE(has_the_categories_that_visitors_are_asked_about) {
  const auto json = nlohmann::json::parse(
      files_of(
          {.jurisdictions = R"(["NL"])",
           .services = "[" + service_text("Door", "mandatory") + "," +
                       service_text("Count", "analytical", R"(, "basis": { "exempt": "11.7a" })") +
                       R"(, "youtube", "jotform"])"})[0]
          .text);
  BOOST_TEST(json["visitor"]["categories"].dump() ==
             R"([{"id":"functional","name":"Functional","services":[["jotform","Jotform"]]},)"
             R"({"id":"social","name":"Social media","services":[["youtube","YouTube"]]}])");
  BOOST_TEST(!json["visitor"]["words"].contains("on_sensitive"));
}

BOOST_AUTO_TEST_CASE(of_a_site_that_asks_nothing_has_no_visitor) {
  BOOST_TEST(!holds(files_of({.services = "[]"})[0].text, "\"visitor\""));
}

BOOST_AUTO_TEST_CASE(bears_the_locks_date_and_todays_for_a_new_revision_alone) {
  const std::string locked = R"({ "policy": "clinic", "revisions": { "3": { "date": "2026-01-02",
    "services": {} } } })";
  const std::string undated = R"({ "policy": "clinic", "revisions": { "3": { "services": {} } } })";
  const std::string former = R"({ "policy": "clinic", "revisions": { "2": { "services": {} } } })";
  BOOST_TEST(holds(files_of({}, "2026-11-21", locked)[0].text, "2 January 2026"));
  BOOST_TEST(!holds(files_of({}, "2026-11-21", undated)[0].text, "2026"));
  BOOST_TEST(holds(files_of({}, "2026-11-21", former)[0].text, "21 November 2026"));
  BOOST_TEST(holds(files_of({}, "2026-11-21")[0].text, "21 November 2026"));
  BOOST_TEST(!holds(files_of({})[0].text, "2026"));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
