// SPDX-License-Identifier: MIT
#include "core/compile/dark_pattern.h"

#include <algorithm>
#include <string>

namespace akkoord {

namespace {

/// A word within keys, in lower case and without what joins words, and what it stands for.
struct Word {
  std::string_view text;
  DarkPattern pattern;
};

constexpr DarkPattern by_itself = {
    "silence, scrolling, closing or waiting is no consent (EDPB 05/2020, paragraph 86)",
    "Nothing is granted until a button is pressed."};
constexpr DarkPattern cookie_wall = {
    "consent that a visit depends on is not free (EDPB 05/2020, paragraph 39)",
    "The site can be used whatever the answer is; \"layout\": \"dialog\" asks before anything "
    "else."};
constexpr DarkPattern ticked_ahead = {
    "what is ticked ahead is no consent (CJEU C-673/17, Planet49)",
    "What a visitor has not granted is off."};
constexpr DarkPattern hidden_refusal = {
    "refusing stands beside accepting, on the same layer (EDPB Taskforce 2023, paragraph 8)",
    "Both buttons are always there."};
constexpr DarkPattern unequal_answers = {
    "refusing has the size, font and emphasis of accepting (CNIL 2020-092, paragraph 34)",
    "All buttons share \"accent\" and \"accent_text\"; their words are in \"text\"."};
constexpr DarkPattern other_basis = {
    "a legitimate interest is no basis for storing or reading (EDPB Taskforce 2023, paragraph 24)",
    "Consent is asked for, or the service names the law that exempts it in \"basis\"."};
constexpr DarkPattern no_way_back = {
    "withdrawing is as easy as consenting (GDPR 7(3); EDPB Taskforce 2023, paragraph 32)",
    "The way back is on every page."};
constexpr DarkPattern nagging = {
    "a refusal lasts as long as a consent (CNIL 2020-092, paragraph 39; EDPB 03/2022 on nagging)",
    "\"lifetime_days\" in \"records\" holds for both."};

/// The first that is found in a key counts.
constexpr Word words[] = {
    {"scroll", by_itself},
    {"autoaccept", by_itself},
    {"acceptafter", by_itself},
    {"acceptonclose", by_itself},
    {"closeaccepts", by_itself},
    {"acceptdelay", by_itself},
    {"implied", by_itself},
    {"implicit", by_itself},
    {"cookiewall", cookie_wall},
    {"consentwall", cookie_wall},
    {"mustconsent", cookie_wall},
    {"forceconsent", cookie_wall},
    {"blockpage", cookie_wall},
    {"disablepage", cookie_wall},
    {"preselect", ticked_ahead},
    {"precheck", ticked_ahead},
    {"pretick", ticked_ahead},
    {"defaulton", ticked_ahead},
    {"defaultgrant", ticked_ahead},
    {"enabledbydefault", ticked_ahead},
    {"optout", ticked_ahead},
    {"hidereject", hidden_refusal},
    {"showreject", hidden_refusal},
    {"hiderefus", hidden_refusal},
    {"showrefus", hidden_refusal},
    {"hidedecline", hidden_refusal},
    {"showdecline", hidden_refusal},
    {"hidedeny", hidden_refusal},
    {"showdeny", hidden_refusal},
    {"rejectbutton", hidden_refusal},
    {"denybutton", hidden_refusal},
    {"declinebutton", hidden_refusal},
    {"withoutreject", hidden_refusal},
    {"noreject", hidden_refusal},
    {"rejectlayer", hidden_refusal},
    {"accept", unequal_answers},
    {"reject", unequal_answers},
    {"refuse", unequal_answers},
    {"deny", unequal_answers},
    {"decline", unequal_answers},
    {"primary", unequal_answers},
    {"secondary", unequal_answers},
    {"highlight", unequal_answers},
    {"emphasis", unequal_answers},
    {"equalweight", unequal_answers},
    {"legitimate", other_basis},
    {"reopen", no_way_back},
    {"wayback", no_way_back},
    {"withdraw", no_way_back},
    {"revoke", no_way_back},
    {"floatingbutton", no_way_back},
    {"remind", nagging},
    {"askagain", nagging},
    {"reprompt", nagging},
    {"resurface", nagging},
};

std::string letters_of(std::string_view key) {
  std::string letters;
  for (const char c : key) {
    if (c >= 'a' && c <= 'z') letters += c;
    if (c >= 'A' && c <= 'Z') letters += static_cast<char>(c - 'A' + 'a');
  }
  return letters;
}

}  // namespace

std::optional<DarkPattern> dark_pattern(std::string_view key) {
  const std::string letters = letters_of(key);
  const auto* const found = std::find_if(std::begin(words), std::end(words), [&](const Word& word) {
    return letters.find(word.text) != std::string::npos;
  });
  if (found == std::end(words)) return std::nullopt;
  return found->pattern;
}

}  // namespace akkoord
