// SPDX-License-Identifier: MIT
#include <initializer_list>
#include <set>
#include <string>

#include "collector/proof_html.h"
#include "collector/proof_page.h"
#include "collector/receipt_party.h"

namespace akkoord {

namespace {

using nlohmann::json;

json section(const json& words, const char* key) {
  const auto found = words.find(key);
  return found != words.end() && found->is_object() ? *found : json::object();
}

/// What buttons said, one after the other.
std::string buttons(const json& texts, std::initializer_list<const char*> keys) {
  std::string html;
  for (const char* key : keys) {
    const std::string text = text_of(texts, key);
    if (!text.empty()) html += html_element("span", html_text(text), R"(class="button")");
  }
  return html_element("p", html, R"(class="buttons")");
}

std::string paragraph(const json& texts, const char* key) {
  const std::string text = text_of(texts, key);
  return text.empty() ? text : html_element("p", html_text(text));
}

std::string first_layer(const json& shown) {
  const json banner = section(shown, "banner");
  return html_element("h4", html_text(text_of(banner, "title"))) + paragraph(banner, "body") +
         buttons(banner, {"accept_all", "reject_all", "choose"});
}

std::string second_layer(const json& shown) {
  const json settings = section(shown, "settings");
  const json categories = section(shown, "categories");
  std::string html =
      html_element("h4", html_text(text_of(settings, "title"))) + paragraph(settings, "intro");
  std::string list;
  for (const char* id : {"mandatory", "functional", "analytical", "advertising", "social"}) {
    const json category = section(categories, id);
    list += html_row(text_of(category, "name"), html_text(text_of(category, "description")));
  }
  return html + html_element("dl", list) + paragraph(settings, "on_sensitive") +
         paragraph(settings, "withdraw_note") +
         buttons(settings, {"accept_all", "reject_all", "save"});
}

std::string card(const ProofWords& words, const json& shown, const char* layer,
                 const std::string& content) {
  const std::string language = text_of(shown, "language");
  const std::string direction = text_of(shown, "direction") == "rtl" ? "rtl" : "ltr";
  return html_element(
      "figure", html_element("figcaption", html_text(words.text(layer) + " (" + language + ")")) +
                    html_element("div", content,
                                 "lang=\"" + html_text(language) + "\" dir=\"" + direction +
                                     "\" class=\"card\""));
}

}  // namespace

std::string proof_shown(const OpenedReceipt& source, const ProofWords& words) {
  std::string html = html_element("h2", html_text(words.text("shown"))) +
                     html_element("p", html_text(words.text("shown_note")), R"(class="note")");
  std::set<std::string> seen;
  for (const json& record : source.records) {
    const json& event = record.at("event");
    const std::string hash = event.at("text_hash");
    if (!seen.insert(hash).second) continue;
    if (const json* shown = source.documents.words(event)) {
      html += card(words, *shown, "first_layer", first_layer(*shown)) +
              card(words, *shown, "second_layer", second_layer(*shown));
    } else {
      html += html_element("p", html_text(words.text("missing", {{"hash", hash}})),
                           R"(class="missing")");
    }
  }
  return html_element("section", html);
}

}  // namespace akkoord
