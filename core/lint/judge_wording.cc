// SPDX-License-Identifier: MIT
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compile/quoted.h"
#include "core/compile/utf8.h"
#include "core/lint/policy_rules.h"
#include "core/lint/rule_report.h"

namespace akkoord {

namespace {

/// A text of the first layer that the policy words itself.
struct OwnText {
  std::string_view language;
  std::string_view key;
  std::string_view text;
  const JsonPlace& place;
};

std::vector<OwnText> own_texts(const LintSubject& subject) {
  std::vector<OwnText> texts;
  const JsonValue* languages = value_at(subject.written, "banner/text");
  if (languages == nullptr) return texts;
  for (const JsonMember& language : languages->members) {
    for (const JsonMember& text : language.value.members) {
      if (text.value.kind != JsonKind::string) continue;
      texts.push_back({language.key, text.key, text.value.text, text.value.place});
    }
  }
  return texts;
}

/// `text`'s words of a kind, as the end of a sentence; empty where it has none.
std::string said_in(const OwnText& text, WordKind kind, const Wording& wording) {
  const std::string_view words = wording.found(kind, text.language, text.text);
  if (words.empty()) return {};
  return in_quotes(text.key) + " in " + in_quotes(text.language) + " says " + in_quotes(words);
}

/// The refusal may not be a way to settings, nor lie in the browser.
void judge_refusal(const std::vector<OwnText>& texts, const Wording& wording, RuleReport& report) {
  for (const OwnText& text : texts) {
    if (text.key == "reject_all") {
      const std::string said = said_in(text, WordKind::settings, wording);
      if (said.empty()) continue;
      report.fail(Severity::error, text.place, said + ": a way to settings refuses nothing",
                  "Name the refusal: \"Reject all\", as short and plain as \"Accept all\".");
    } else if (text.key == "body") {
      const std::string said = said_in(text, WordKind::browser_settings, wording);
      if (said.empty()) continue;
      report.fail(Severity::warning, text.place,
                  said + ": the browser's settings are no refusal, which is a button here",
                  "Leave it out, or say that refusing is one button.");
    }
  }
  report.end_without_page();
}

/// A label of twice the length draws the eye away from the other.
void judge_lengths(const LintSubject& subject, const std::vector<OwnText>& texts,
                   RuleReport& report) {
  constexpr std::size_t ratio = 2;
  constexpr std::size_t short_characters = 12;
  for (const OwnText& text : texts) {
    if (text.key != "accept_all" && text.key != "reject_all") continue;
    const std::string other(text.key == "accept_all" ? "reject_all" : "accept_all");
    const JsonValue* own =
        value_at(subject.written, "banner/text/" + std::string(text.language) + "/" + other);
    if (own == nullptr) continue;
    const std::size_t length = character_count(text.text);
    const std::size_t other_length = character_count(own->text);
    if (length <= short_characters || length <= ratio * other_length) continue;
    report.fail(Severity::warning, text.place,
                in_quotes(text.key) + " in " + in_quotes(text.language) + " has " +
                    std::to_string(length) + " characters, " + in_quotes(other) + " has " +
                    std::to_string(other_length),
                "Give both answers labels of about the same length.");
  }
  report.end_without_page();
}

void judge_kind(const std::vector<OwnText>& texts, const Wording& wording, WordKind kind,
                std::string_view why, std::string_view remedy, RuleReport& report) {
  for (const OwnText& text : texts) {
    const std::string said = said_in(text, kind, wording);
    if (said.empty()) continue;
    report.fail(Severity::error, text.place, said + ": " + std::string(why), std::string(remedy));
  }
  report.end_without_page();
}

void judge_body(const OwnText& text, const LintSubject& subject, RuleReport& report) {
  const Wording& wording = subject.wording;
  const std::string what = "\"body\" in " + in_quotes(text.language);
  const bool names_controller =
      text.text.find("{controller}") != std::string_view::npos ||
      (!subject.policy.controller.empty() &&
       text.text.find(subject.policy.controller) != std::string_view::npos);
  if (!names_controller) {
    report.fail(Severity::error, text.place, what + " does not say who asks",
                "Write \"{controller}\" where the name belongs.");
  }
  if (!wording.has(text.language)) return;
  if (wording.found(WordKind::purposes, text.language, text.text).empty()) {
    report.fail(Severity::warning, text.place, what + " names no purpose",
                "Say what consent is asked for: statistics, advertising, social media.");
  }
  if (wording.found(WordKind::withdrawal, text.language, text.text).empty()) {
    report.fail(Severity::warning, text.place,
                what + " does not say that the choice can be changed",
                "Say that it can be changed at any time.");
  }
}

struct Bias {
  WordKind kind;
  std::string_view what;
};
constexpr std::array<Bias, 3> biases = {{{WordKind::praise, "praises consent"},
                                         {WordKind::pressure, "presses for consent"},
                                         {WordKind::shame, "belittles refusing"}}};
constexpr const char* plainly = "Say plainly what happens, alike for both answers.";

void judge_neutrality(const LintSubject& subject, const std::vector<OwnText>& texts,
                      RuleReport& report) {
  for (const auto& [kind, what] : biases) {
    for (const OwnText& text : texts) {
      const std::string said = said_in(text, kind, subject.wording);
      if (said.empty()) continue;
      report.fail(Severity::warning, text.place, said + ", which " + std::string(what), plainly);
    }
    for (const PolicyService& service : subject.policy.services) {
      for (const auto& [language, purpose] : service.purpose) {
        const std::string_view words = subject.wording.found(kind, language, purpose);
        if (words.empty()) continue;
        report.fail(Severity::warning, service.purpose_place,
                    "the purpose of " + in_quotes(service.id) + " in " + in_quotes(language) +
                        " says " + in_quotes(words) + ", which " + std::string(what),
                    plainly);
      }
    }
  }
}

}  // namespace

void judge_wording(const LintSubject& subject, Findings& findings) {
  const std::vector<OwnText> texts = own_texts(subject);
  const std::string counted = std::to_string(texts.size()) + " texts of the policy's own";

  RuleReport refusal("reject-beside-accept", findings);
  judge_refusal(texts, subject.wording, refusal);
  RuleReport emphasis("equal-emphasis", findings);
  judge_lengths(subject, texts, emphasis);
  RuleReport implied("no-implied-consent", findings);
  judge_kind(texts, subject.wording, WordKind::implied, "consent needs an act of consent",
             "Say that nothing happens unless the visitor chooses.", implied);
  RuleReport wall("no-cookie-wall", findings);
  judge_kind(texts, subject.wording, WordKind::wall, "whoever refuses must get in as well",
             "Say that the site can be used either way.", wall);

  RuleReport first_layer("first-layer-informs", findings);
  for (const OwnText& text : texts) {
    if (text.key == "body") judge_body(text, subject, first_layer);
  }
  first_layer.end("every first layer names the controller, a purpose and the way back");

  RuleReport neutral("neutral-wording", findings);
  judge_neutrality(subject, texts, neutral);
  neutral.end("no listed word in " + counted + " and in the services' purposes");
}

}  // namespace akkoord
