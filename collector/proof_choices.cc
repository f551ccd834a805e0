// SPDX-License-Identifier: MIT
#include <array>
#include <string>
#include <string_view>

#include "collector/granted_services.h"
#include "collector/proof_html.h"
#include "collector/proof_page.h"
#include "collector/receipt_party.h"
#include "collector/receipt_record.h"

namespace akkoord {

namespace {

using nlohmann::json;

constexpr std::array<const char*, 4> categories = {"functional", "analytical", "advertising",
                                                   "social"};

std::string answer(const ProofWords& words, bool granted) {
  return html_element("span", html_text(words.text(granted ? "allowed" : "refused")),
                      granted ? R"(class="yes")" : R"(class="no")");
}

std::string how(const ProofWords& words, const json& event) {
  const std::string method = words.text("method_" + event.at("method").get<std::string>());
  const std::string layer = std::to_string(event.at("layer").get<std::uint32_t>());
  if (layer == "0") return method;
  const std::string seconds = std::to_string(event.at("seconds_to_choice").get<std::uint32_t>());
  return words.text("how_layer", {{"how", method}, {"layer", layer}, {"seconds", seconds}});
}

std::string service_row(const ProofWords& words, const AskedService& service,
                        const std::string& language) {
  const json& text = *service.text;
  const std::string country = text_of(text, "country");
  const std::string recipient =
      text_of(text, "provider") + (country.empty() ? "" : " (" + country + ")");
  return html_element("tr", html_element("th", html_name(text_of(text, "name")), R"(scope="row")") +
                                html_element("td", html_text(text_of(text, "purpose")),
                                             "lang=\"" + html_text(language) + "\"") +
                                html_element("td", html_name(recipient)) +
                                html_element("td", answer(words, service.granted)));
}

/// A category: its answer, and under it the services that were named.
std::string category_rows(const OpenedReceipt& source, const ProofWords& words, const json& event,
                          const std::string& category) {
  std::string rows = html_element(
      "tr",
      html_element("th", html_text(words.text("category_" + category)),
                   R"(scope="rowgroup" colspan="3")") +
          html_element("td", answer(words, event.at("choice").at(category).get<bool>())),
      R"(class="category")");
  if (const json* shown = source.documents.words(event)) {
    for (const AskedService& service : asked_services(*shown, event)) {
      if (text_of(*service.text, "category") != category) continue;
      rows += service_row(words, service, event.at("language").get<std::string>());
    }
  }
  return html_element("tbody", rows);
}

std::string sensitive_row(const ProofWords& words) {
  return html_element("tbody", html_element("tr",
                                            html_element("th", html_text(words.text("sensitive")),
                                                         R"(scope="rowgroup" colspan="3")") +
                                                html_element("td", answer(words, true)),
                                            R"(class="category")"));
}

std::string answers(const OpenedReceipt& source, const ProofWords& words, const json& event) {
  std::string head;
  for (const char* key : {"service", "purpose", "recipient"}) {
    head += html_element("th", html_text(words.text(key)), R"(scope="col")");
  }
  std::string table = html_element("thead", html_element("tr", head + html_element("td", "")));
  for (const char* category : categories) {
    table += category_rows(source, words, event, category);
  }
  // GDPR 9(2)(a): a consent of its own. Left out, it was not given, or nobody was asked.
  if (event.value("sensitive", false)) table += sensitive_row(words);
  return html_element("table", table) +
         html_element("p", html_text(words.text("not_asked")), R"(class="note")");
}

std::string choice(const OpenedReceipt& source, const ProofWords& words, std::size_t number) {
  const json& record = source.records[number];
  const json& event = record.at("event");
  const std::string status(status_of(record, number));
  const std::string id = event.at("id");
  const std::string facts =
      html_row(words.text("chosen"), html_text(words.moment(event.at("issued_s")))) +
      html_row(words.text("received"), html_text(words.moment(record.at("received_s")))) +
      html_row(words.text("until"), html_text(words.moment(event.at("expires_s")))) +
      html_row(words.text("how"), html_text(how(words, event))) +
      html_row(words.text("language_shown"), html_name(event.at("language").get<std::string>())) +
      html_row(words.text("screen"), html_text(words.text(event.at("device").get<std::string>()))) +
      html_row(words.text("number"), html_code(id));
  return html_element("article",
                      html_element("h3", html_text(std::to_string(number + 1) + ". " +
                                                   words.text("state_" + status))) +
                          html_element("dl", facts) + answers(source, words, event),
                      "class=\"choice " + status + "\"");
}

}  // namespace

std::string proof_choices(const OpenedReceipt& source, const ProofWords& words) {
  std::string html = html_element("h2", html_text(words.text("choices")));
  for (std::size_t number = 0; number < source.records.size(); ++number) {
    html += choice(source, words, number);
  }
  return html_element("section", html);
}

}  // namespace akkoord
