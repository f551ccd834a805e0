// SPDX-License-Identifier: MIT
#include "core/lint/wording.h"

#include <boost/test/unit_test.hpp>

#include "core/compile/catalogue.h"
#include "core/compile/read.h"
#include "tests/lint/lint_of.h"

namespace akkoord {

using test::holds;
using test::linted_service;
using test::said;

BOOST_AUTO_TEST_SUITE(wording)

/// What a rule says of a text of the first layer in `language`.
std::string of_text(std::string_view rule, const std::string& key, const std::string& text,
                    const std::string& language = "en") {
  return said(rule, {.languages = "[\"" + language + "\"]",
                     .more = R"(, "banner": { "text": { ")" + language + R"(": { ")" + key +
                             R"(": ")" + text + "\" } } }"});
}

// APD/GBA checklist: "settings" is no refusal.
BOOST_AUTO_TEST_CASE(of_a_refusal_is_no_way_to_settings) {
  const std::string_view rule = "reject-beside-accept";
  BOOST_TEST(of_text(rule, "reject_all", "Refuse all") == "not checked");
  BOOST_TEST(holds(of_text(rule, "reject_all", "More options"),
                   "error: \"reject_all\" in \"en\" says \"options\": a way to settings refuses "
                   "nothing (/banner/text/en/reject_all)"));
  BOOST_TEST(holds(of_text(rule, "reject_all", "Instellingen", "nl"), "error: "));
  BOOST_TEST(
      holds(of_text(rule, "body", "Weigeren kan in de browserinstellingen.", "nl"), "warning: "));
}

BOOST_AUTO_TEST_CASE(of_both_answers_is_of_one_length) {
  const auto with = [](const std::string& accept, const std::string& reject) {
    return said("equal-emphasis", {.more = R"(, "banner": { "text": { "en": { "accept_all": ")" +
                                           accept + R"(", "reject_all": ")" + reject + "\" } } }"});
  };
  BOOST_TEST(with("Accept all", "Reject all") == "not checked");
  BOOST_TEST(holds(with("OK", "Go on without the optional cookies"),
                   "warning: \"reject_all\" in \"en\" has 34 characters, \"accept_all\" has 2"));
}

// EDPB 05/2020, 86: scrolling or browsing on is never consent.
BOOST_AUTO_TEST_CASE(implies_no_consent) {
  const std::string_view rule = "no-implied-consent";
  BOOST_TEST(of_text(rule, "body", "Nothing happens unless you choose.") == "not checked");
  BOOST_TEST(holds(of_text(rule, "body", "By continuing to browse you agree."),
                   "error: \"body\" in \"en\" says \"By continuing\""));
  BOOST_TEST(
      holds(of_text(rule, "body", "Door verder te surfen gaat u akkoord.", "nl"), "error: "));
  BOOST_TEST(holds(of_text(rule, "body", "En poursuivant votre navigation, vous acceptez.", "fr"),
                   "error: "));
}

BOOST_AUTO_TEST_CASE(builds_no_wall) {
  const std::string_view rule = "no-cookie-wall";
  BOOST_TEST(of_text(rule, "body", "The site can be used either way.") == "not checked");
  BOOST_TEST(holds(of_text(rule, "body", "You must accept cookies to use this site."),
                   "error: \"body\" in \"en\" says \"You must accept\""));
}

BOOST_AUTO_TEST_CASE(of_the_first_layer_says_who_asks_why_and_the_way_back) {
  const std::string_view rule = "first-layer-informs";
  BOOST_TEST(said(rule, {}) == "passed");
  const std::string good =
      "{controller} asks for consent to statistics. You can withdraw it at any time.";
  BOOST_TEST(of_text(rule, "body", good) == "passed");
  BOOST_TEST(of_text(rule, "body", "Clinic" + good.substr(12)) == "passed");
  BOOST_TEST(holds(of_text(rule, "body", good.substr(13)),
                   "error: \"body\" in \"en\" does not say who asks (/banner/text/en/body)"));
  BOOST_TEST(of_text(rule, "body", "{controller} asks. You can withdraw it.") ==
             "warning: \"body\" in \"en\" names no purpose (/banner/text/en/body)");
  BOOST_TEST(holds(of_text(rule, "body", "{controller} asks for consent to statistics."),
                   "warning: \"body\" in \"en\" does not say that the choice can be changed"));
}

// EDPB 03/2022; AP.
BOOST_AUTO_TEST_CASE(neither_praises_nor_presses) {
  const std::string_view rule = "neutral-wording";
  BOOST_TEST(of_text(rule, "title", "We use cookies") == "passed");
  BOOST_TEST(holds(of_text(rule, "title", "Cookies for the best experience"),
                   "warning: \"title\" in \"en\" says \"best experience\", which praises "
                   "consent (/banner/text/en/title)"));
  BOOST_TEST(holds(of_text(rule, "title", "Please accept cookies"), "which presses for consent"));
  BOOST_TEST(holds(of_text(rule, "reject_all", "No thanks, I like it bad"), "belittles refusing"));
  const std::string purpose = R"(, "purpose": { "en": "Gives you a better experience." })";
  BOOST_TEST(holds(said(rule, {.services = "[" + linted_service("a", "social", purpose) + "]"}),
                   "warning: the purpose of \"a\" in \"en\" says \"better experience\""));
}

BOOST_AUTO_TEST_CASE(is_judged_in_every_language_of_the_catalogue) {
  const Wording lists(embedded_catalogue().wording);
  for (const CatalogueFile& language : embedded_catalogue().languages) {
    BOOST_TEST(lists.has(language.id), language.id);
  }
  BOOST_TEST(lists.has("nl-BE"));
  BOOST_TEST(!lists.has("xx"));
  BOOST_TEST(lists.found(WordKind::praise, "xx", "privacy shield") == "");
  BOOST_TEST(lists.found(WordKind::privacy_shield, "xx", "Privacy Shield") == "Privacy Shield");
}

/// The first list against a value's texts, or its texts' texts; empty where there is none.
std::string bias_in(const JsonValue& value, std::string_view language, const Wording& lists) {
  if (value.kind == JsonKind::string) {
    for (const WordKind kind :
         {WordKind::praise, WordKind::pressure, WordKind::shame, WordKind::implied, WordKind::wall,
          WordKind::legitimate_interest, WordKind::privacy_shield}) {
      const std::string_view words = lists.found(kind, language, value.text);
      if (!words.empty()) return value.place.pointer + " says \"" + std::string(words) + "\"";
    }
  }
  std::string found;
  for (const JsonMember& member : value.members) found += bias_in(member.value, language, lists);
  return found;
}

BOOST_AUTO_TEST_CASE(of_our_own_texts_is_neutral_in_every_language) {
  const Wording lists(embedded_catalogue().wording);
  for (const CatalogueFile& language : embedded_catalogue().languages) {
    Diagnostics diagnostics;
    const auto texts = read_json(language.text, language.id, diagnostics);
    BOOST_TEST_REQUIRE(texts.has_value());
    BOOST_TEST(bias_in(*texts, language.id, lists) == "", language.id);
    const JsonValue* banner = texts->find("banner");
    BOOST_TEST_REQUIRE(banner != nullptr);
    const auto has = [&](WordKind kind, std::string_view key) {
      return !lists.found(kind, language.id, text_at(*banner, key)).empty();
    };
    BOOST_TEST(has(WordKind::withdrawal, "body"), language.id << " has no way back");
    BOOST_TEST(has(WordKind::purposes, "body"), language.id << " has no purpose");
    BOOST_TEST(!has(WordKind::settings, "reject_all"), language.id);
    BOOST_TEST(has(WordKind::settings, "reopen"), language.id << " has no word for settings");
  }
}

BOOST_AUTO_TEST_CASE(of_every_preset_is_neutral) {
  const Wording lists(embedded_catalogue().wording);
  for (const CatalogueFile& preset : embedded_catalogue().presets) {
    Diagnostics diagnostics;
    const auto json = read_json(preset.text, preset.id, diagnostics);
    BOOST_TEST_REQUIRE(json.has_value());
    for (const JsonMember& purpose : json->find("purpose")->members) {
      BOOST_TEST(bias_in(purpose.value, purpose.key, lists) == "", preset.id << purpose.key);
    }
  }
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace akkoord
