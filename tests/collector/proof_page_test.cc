// SPDX-License-Identifier: MIT
#include "collector/proof_page.h"

#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <ctime>
#include <string>

#include "collector/proof_parts.h"
#include "collector/receipt_file.h"
#include "tests/collector/proved_chain.h"

namespace akkoord {

using nlohmann::json;
using test::ProvedChain;

namespace {

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
    ++count;
  }
  return count;
}

std::string page_of(const std::string& receipt, const char* language) {
  return proof_page(opened_receipt(receipt), *ProofWords::in(language));
}

}  // namespace

BOOST_AUTO_TEST_SUITE(page_of_a_proof)

// Policies and texts are others' words: none of them becomes markup, and nothing in the page runs.
BOOST_AUTO_TEST_CASE(runs_nothing_whatever_policy_and_words_say) {
  const ProvedChain chain;
  const std::string page = page_of(chain.receipt(), "en");
  BOOST_TEST(times(page, "<script") == 1U);
  BOOST_TEST(times(page, "</script") == 1U);
  BOOST_TEST(times(page, "<b>") == 0U);
  BOOST_TEST(times(page, "alert(1)") > 4U);
  BOOST_TEST(times(page, " src=") == 0U);
  BOOST_TEST(times(page, " href=") == 0U);
  BOOST_TEST(page.find("default-src 'none'") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(says_where_a_choice_holds_on_sensitive_pages) {
  const ProvedChain chain;
  for (const ProofPart& language : proof_languages()) {
    const std::string words = ProofWords::in(language.name)->text("sensitive");
    BOOST_TEST(!words.empty(), language.name);
    BOOST_TEST(times(page_of(chain.receipt(), language.name.data()), words) == 2U, language.name);
  }
}

BOOST_AUTO_TEST_CASE(carries_its_receipt_as_it_was_made) {
  const ProvedChain chain;
  const std::string receipt = chain.receipt();
  const auto found = receipt_in(page_of(receipt, "fr"));
  BOOST_TEST_REQUIRE(found.has_value());
  BOOST_TEST((found->file == ReceiptFile::page));
  BOOST_TEST(found->text == receipt);
  BOOST_TEST(check_receipt(found->text, chain.keys()).fault == "");
}

BOOST_AUTO_TEST_CASE(finds_no_receipt_where_there_is_none) {
  BOOST_TEST(!receipt_in("<!doctype html><p>nothing</p>").has_value());
  BOOST_TEST(!receipt_in("%PDF-1.4\n").has_value());
  const std::string cut = "%PDF-1.4\n" + std::string(attachment_start) + "99999 >>\nstream\n{}";
  BOOST_TEST(!receipt_in(cut).has_value());
}

BOOST_AUTO_TEST_CASE(shows_the_words_that_the_visitor_read_and_says_which_are_lost) {
  const ProvedChain chain;
  const std::string page = page_of(chain.receipt(), "de");
  BOOST_TEST(page.find("<html lang=\"de\">") != std::string::npos);
  BOOST_TEST(page.find("Nachweis der Einwilligung") != std::string::npos);
  BOOST_TEST(page.find("lang=\"nl\" dir=\"ltr\" class=\"card\"") != std::string::npos);
  BOOST_TEST(page.find("Wij vragen &lt;/script&gt;") != std::string::npos);
  BOOST_TEST(page.find("nicht im Archiv: sha256:") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(tells_times_in_the_readers_zone_and_in_utc) {
  ::setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
  ::tzset();
  const auto words = ProofWords::in("nl");
  BOOST_TEST(words->moment(1'795'735'800) ==
             "27 november 2026, 00:30:00 CET (2026-11-26 23:30:00 UTC)");
  BOOST_TEST(words->moment(1'795'777'200) == "27 november 2026, 12:00:00 CET (11:00:00 UTC)");
  ::unsetenv("TZ");
  ::tzset();
}

BOOST_AUTO_TEST_CASE(speaks_every_language_in_full) {
  const json english = json::parse(proof_languages()[1].text);
  BOOST_TEST(english.at("language") == "en");
  for (const ProofPart& one : proof_languages()) {
    const json words = json::parse(one.text);
    BOOST_TEST(words.size() == english.size());
    for (const auto& [key, text] : english.items()) {
      BOOST_TEST_REQUIRE(words.contains(key), key);
      BOOST_TEST(!words.at(key).empty(), key);
      if (!text.is_string()) continue;
      const std::string pattern = text;
      for (std::size_t at = pattern.find('{'); at != std::string::npos;
           at = pattern.find('{', at + 1)) {
        const std::string place = pattern.substr(at, pattern.find('}', at) + 1 - at);
        BOOST_TEST(words.at(key).get<std::string>().find(place) != std::string::npos,
                   one.name << " " << key << " " << place);
      }
    }
  }
  BOOST_TEST(!ProofWords::in("xx").has_value());
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
