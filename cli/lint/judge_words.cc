// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "cli/lint/judges.h"
#include "cli/lint/rule_judgement.h"
#include "core/compile/jurisdictions.h"

namespace akkoord {

namespace {

/// What a company is by law, which no banner needs to say.
constexpr std::array<std::string_view, 22> legal_forms = {
    "bv",  "bvba", "nv",   "vof", "gmbh", "ag",  "kg",  "ltd", "plc",   "llp",      "llc",
    "inc", "sa",   "sarl", "sas", "sprl", "srl", "spa", "sl",  "group", "praktijk", "holding"};

/// Letters and digits in lower case, everything else a blank; bytes beyond ASCII stay.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : lower_cased(text)) {
    const bool is_word =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80U;
    if (c == '.' || c == '\'') continue;  // "B.V." is one word
    out += is_word ? c : ' ';
  }
  return out;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : plain(text) + " ") {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return words;
}

/// Whether every word of the controller's name, its legal form aside, stands in `text`.
bool names_controller(std::string_view text, std::string_view controller) {
  const std::vector<std::string> said = words_of(text);
  std::size_t sought = 0;
  for (const std::string& word : words_of(controller)) {
    if (std::find(legal_forms.begin(), legal_forms.end(), word) != legal_forms.end()) continue;
    ++sought;
    if (std::find(said.begin(), said.end(), word) == said.end()) return false;
  }
  return sought > 0;
}

bool has_category(const Policy& policy, Category category) {
  return std::any_of(policy.services.begin(), policy.services.end(),
                     [&policy, category](const PolicyService& service) {
                       return service.category == category &&
                              !is_exempt_everywhere(policy, service);
                     });
}

void judge_information(const LintCase& site, Findings& findings) {
  RuleJudgement rule("first-layer-informs");
  const SiteVisits& visits = site.visits;
  if (visits.untouched.empty() || !visits.untouched.front().layer) {
    rule.could_not_look(no_layer, no_layer_remedy);
    rule.put_into(findings);
    return;
  }
  const PageStop& stop = visits.untouched.front();
  const SeenLayer& layer = *stop.layer;
  if (!names_controller(layer.words, site.policy.controller)) {
    rule.fail(stop.url, "the first layer does not name " + site.policy.controller,
              "Say on the first layer who asks.");
  }
  const std::array purposes = {
      std::pair{Category::analytical, std::pair{layer.names_analytical, "statistics"}},
      std::pair{Category::advertising, std::pair{layer.names_advertising, "advertising"}},
      std::pair{Category::social, std::pair{layer.names_social, "social media"}}};
  for (const auto& [category, told] : purposes) {
    if (told.first || !has_category(site.policy, category)) continue;
    rule.fail(stop.url, std::string("the first layer does not speak of ") + told.second,
              "Name each purpose for which the policy asks.");
  }
  if (!layer.names_withdrawal) {
    rule.fail(stop.url, "the first layer does not say that a choice can be taken back",
              "Say that the choice can be changed at any time, and where.");
  }
  rule.looked_at("it names " + site.policy.controller + ", the purposes and the withdrawal");
  rule.put_into(findings);
}

std::string primary(std::string_view tag) {
  return lower_cased(tag.substr(0, tag.find_first_of("-_")));
}

void judge_language_of(const PageStop& stop, RuleJudgement& rule) {
  if (!stop.layer) return;
  const SeenLayer& layer = *stop.layer;
  const std::string page = primary(stop.page.language);
  const std::string declared = primary(layer.language);
  const auto& spoken = layer.languages;
  const bool sounds_right =
      spoken.empty() || std::find(spoken.begin(), spoken.end(), page) != spoken.end();
  if (page.empty()) {
    rule.fail(stop.url, "<html> has no lang",
              "Say the page's language in <html lang>, so that banner and screen readers know it.");
  } else if (!declared.empty() && declared != page) {
    rule.fail(stop.url, "the page is in " + page + ", the banner in " + declared,
              "Add the language to the policy's \"languages\".");
  } else if (!sounds_right) {
    rule.fail(stop.url, "the page is in " + page + ", the banner's buttons in " + spoken.front(),
              "Ask in the page's language.");
  }
  for (const std::string& gap : layer.gaps) {
    rule.fail(stop.url, "a text is missing: " + gap, "Fill in the text in this language.");
  }
  rule.looked_at("the banner speaks the page's language, " + page);
}

void judge_language(const LintCase& site, Findings& findings) {
  RuleJudgement rule("speaks-the-page-language");
  const SiteVisits& visits = site.visits;
  if (!visits.untouched.empty()) judge_language_of(visits.untouched.front(), rule);
  for (const PageStop& stop : visits.languages) judge_language_of(stop, rule);
  rule.could_not_look(no_layer, no_layer_remedy);
  rule.put_into(findings);
}

}  // namespace

void judge_words(const LintCase& site, Findings& findings) {
  judge_information(site, findings);
  judge_language(site, findings);
}

}  // namespace akkoord
