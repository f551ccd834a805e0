// SPDX-License-Identifier: MIT
#include "collector/proof_page.h"

#include <cstddef>

#include "collector/granted_services.h"
#include "collector/proof_html.h"
#include "collector/proof_parts.h"
#include "collector/receipt_party.h"
#include "collector/receipt_record.h"
#include "core/compile/sha256.h"
#include "core/compile/snippet.h"

namespace akkoord {

namespace {

using nlohmann::json;

constexpr std::string_view block_start =
    R"(<script type="application/ld+json" id="akkoord-receipt">)";
constexpr std::string_view block_end = "</script>";

std::string head(const ProofWords& words, const std::string& site) {
  const std::string style(proof_style());
  const std::string csp = "default-src 'none'; base-uri 'none'; form-action 'none'; style-src '" +
                          policy_hash(style) + "'";
  return "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
         "content=\"" +
         html_attribute(csp) +
         "\">\n<meta name=\"viewport\" content=\"width=device-width\">\n"
         "<meta name=\"color-scheme\" content=\"light\">\n" +
         html_element("title", html_text(words.text("title") + " - " + site)) + "<style>" + style +
         "</style>\n</head>\n";
}

/// What the visitor read as the service's name.
std::string service_name(const json* shown, const std::string& id) {
  const auto services = shown == nullptr ? json() : shown->value("services", json::array());
  for (const json& service : services) {
    if (text_of(service, "id") == id) return text_of(service, "name");
  }
  return id;
}

/// Categories, and services that differ from theirs: "Statistics, YouTube".
std::string names(const OpenedReceipt& source, const ProofWords& words, bool granted) {
  const json& event = source.records.back().at("event");
  const json* shown = source.documents.words(event);
  std::vector<std::string> list;
  for (const char* category : {"functional", "analytical", "advertising", "social"}) {
    if (event.at("choice").at(category).get<bool>() == granted) {
      list.push_back(words.text("category_" + std::string(category)));
    }
  }
  for (const auto& [service, answer] : event.at("services").items()) {
    if (answer.get<bool>() == granted) list.push_back(service_name(shown, service));
  }
  std::string text;
  for (const std::string& name : list) text += (text.empty() ? "" : ", ") + name;
  return text.empty() ? words.text("nothing") : text;
}

std::string summary(const OpenedReceipt& source, const ProofWords& words) {
  const json& last = source.records.back();
  const json& event = last.at("event");
  const std::string site = event.at("site");
  const std::string status(status_of(last, source.records.size() - 1));
  const std::string first_time = words.moment(source.records.front().at("event").at("issued_s"));
  const std::string last_time = words.moment(event.at("issued_s"));
  const std::string until = words.moment(event.at("expires_s"));
  const std::string key = status == "ConsentWithdrawn" ? "summary_withdrawn"
                          : source.records.size() == 1 ? "summary_given"
                                                       : "summary_changed";
  const std::string sentence = words.text(
      key, {{"site", site}, {"first", first_time}, {"last", last_time}, {"until", until}});
  std::string html =
      html_element("p", html_text(words.text("state_" + status)), "class=\"state " + status + "\"");
  html += html_element("h1", html_text(words.text("title")));
  html += html_element("p", html_text(sentence), R"(class="sentence")");
  if (status != "ConsentWithdrawn") {
    html +=
        html_element("dl",
                     html_row(words.text("consented_to"), html_text(names(source, words, true))) +
                         html_row(words.text("refused"), html_text(names(source, words, false))),
                     R"(class="answers")");
  }
  return html_element("header", html);
}

std::string who(const OpenedReceipt& source, const ProofWords& words) {
  const json& event = source.records.back().at("event");
  const std::string site = event.at("site");
  const json* policy = source.documents.newest_policy(source.records);
  const json party = controller_party(policy == nullptr ? json::object() : *policy, site);
  std::string contacts;
  for (const json& contact : party.at("dpv:hasContact")) {
    if (!contacts.empty()) contacts += "<br>";
    contacts += html_name(contact.get<std::string>());
  }
  const auto named = [&party](const char* key) {
    const std::string text = text_of(party, key);
    return text.empty() ? text : html_name(text);
  };
  const std::string revision = std::to_string(event.at("revision").get<std::uint32_t>());
  const std::string name = event.at("policy");
  const std::string asked =
      html_row(words.text("controller"), named("dpv:hasName")) +
      html_row(words.text("address"), named("dpv:hasAddress")) +
      html_row(words.text("contact"), contacts) + html_row(words.text("site"), html_name(site)) +
      html_row(words.text("policy"),
               html_text(words.text("policy_text", {{"policy", name}, {"revision", revision}}))) +
      html_row(words.text("jurisdiction"), html_name(event.at("jurisdiction").get<std::string>()));
  const std::string number = source.records.front().at("event").at("id");
  return html_element("section", html_element("h2", html_text(words.text("who"))) +
                                     html_element("dl", asked)) +
         html_element(
             "section",
             html_element("h2", html_text(words.text("visitor"))) +
                 html_element("dl", html_row(words.text("number"), html_code(number))) +
                 html_element("p", html_text(words.text("number_note")), R"(class="note")"));
}

std::string list(const ProofWords& words, std::initializer_list<std::string_view> keys,
                 const std::string& time) {
  std::string items;
  for (const std::string_view key : keys) {
    items += html_element("li", html_text(words.text(key, {{"time", time}})));
  }
  return html_element("ul", items);
}

std::string checking(const OpenedReceipt& source, const ProofWords& words) {
  const std::string site = source.records.back().at("event").at("site");
  const std::string address = "https://" + site + "/consent/log-key";
  std::int64_t signed_s = 0;
  for (const json& log : source.logs) {
    signed_s = std::max(signed_s, log.at("head").at("time_s").get<std::int64_t>());
  }
  const std::string time = words.moment(signed_s);
  std::string steps = html_element("li", html_text(words.text("check_save")));
  steps += html_element("li", html_text(words.text("check_key", {{"address", address}})));
  steps += html_element(
      "li", html_text(words.text("check_run")) +
                html_element("pre", source.logs.size() == 1 ? "akkoord verify FILE --key KEY"
                                                            : "akkoord verify FILE --keys KEYS"));
  return html_element(
      "section",
      html_element("h2", html_text(words.text("check"))) + html_element("ol", steps) +
          html_element(
              "div",
              html_element(
                  "div",
                  html_element("h3", html_text(words.text("proves"))) +
                      list(words, {"proves_log", "proves_unchanged", "proves_words"}, time)) +
                  html_element(
                      "div",
                      html_element("h3", html_text(words.text("does_not_prove"))) +
                          list(words, {"not_who", "not_clock", "not_browser", "not_log"}, time)),
              R"(class="two")"));
}

}  // namespace

OpenedReceipt opened_receipt(std::string_view text) {
  OpenedReceipt source;
  source.text = text;
  source.evidence = json::parse(text).at("akkoord:evidence");
  if (source.evidence.contains("logs")) {
    for (const json& log : source.evidence.at("logs")) source.logs.push_back(log);
  } else {
    source.logs = {{{"keys", source.evidence.at("keys")}, {"head", source.evidence.at("head")}}};
  }
  for (const json& one : source.evidence.at("records")) {
    source.records.push_back(json::parse(one.at("record").get<std::string>()));
  }
  for (const json& document : source.evidence.at("documents")) {
    source.documents.add(document.get<std::string>(), source.records);
  }
  return source;
}

std::string proof_page(const OpenedReceipt& source, const ProofWords& words) {
  const std::string site = source.records.back().at("event").at("site");
  const std::string body =
      html_element("main", summary(source, words) + who(source, words) +
                               proof_choices(source, words) + proof_shown(source, words) +
                               checking(source, words) + proof_evidence(source, words));
  return "<!doctype html>\n<html lang=\"" + words.language() + "\">\n" + head(words, site) +
         html_element("body", body + std::string(block_start) + std::string(source.text) +
                                  std::string(block_end)) +
         "</html>\n";
}

std::optional<std::string> receipt_in_page(std::string_view html) {
  const std::size_t start = html.find(block_start);
  if (start == std::string_view::npos) return std::nullopt;
  const std::string_view rest = html.substr(start + block_start.size());
  const std::size_t end = rest.find(block_end);
  if (end == std::string_view::npos) return std::nullopt;
  return std::string(rest.substr(0, end));
}

}  // namespace akkoord
