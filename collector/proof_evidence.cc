// SPDX-License-Identifier: MIT
#include <string>

#include "collector/proof_html.h"
#include "collector/proof_page.h"
#include "core/compile/sha256.h"
#include "core/proof/signed_text.h"

namespace akkoord {

namespace {

using nlohmann::json;

std::string code_at(const json& object, const char* key) {
  const json& value = object.at(key);
  return html_code(value.is_string() ? value.get<std::string>() : value.dump());
}

std::string name_of(const json& log) {
  const json& first = log.at("keys").at(0).at("public_key");
  const std::optional<Digest> key = read_hex(first.get<std::string>());
  return key ? html_code(hex(log_named_by(*key))) : std::string();
}

/// A log's head and keys, with `more` rows.
std::string head_of(const json& log, const ProofWords& words, const std::string& more) {
  const json& head = log.at("head");
  const json& keys = log.at("keys");
  std::string list;
  for (const json& key : keys) {
    if (!list.empty()) list += "<br>";
    list += code_at(key, "public_key");
  }
  return html_element("dl",
                      html_row(words.text("log"), name_of(log)) +
                          html_row(words.text("leaves"), code_at(head, "size")) +
                          html_row(words.text("root"), code_at(head, "root")) +
                          html_row(words.text("signed"),
                                   html_text(words.moment(head.at("time_s").get<std::int64_t>()))) +
                          html_row(words.text("key"), code_at(head, "public_key")) +
                          html_row(words.text("signature"), code_at(head, "signature")) +
                          html_row(words.text("keys"), list) + more);
}

std::string hash_line(const ProofWords& words, const char* name, const json& hash,
                      bool is_archived) {
  return html_text(words.text(name)) + " " + html_code(hash.get<std::string>()) + " (" +
         html_text(words.text(is_archived ? "archived" : "not_archived")) + ")";
}

std::string record(const OpenedReceipt& source, const ProofWords& words, std::size_t number) {
  const json& one = source.evidence.at("records").at(number);
  const json& event = source.records[number].at("event");
  const ShownDocuments& documents = source.documents;
  const std::string hashes =
      hash_line(words, "hash_policy", event.at("policy_hash"), documents.policy(event) != nullptr) +
      "<br>" +
      hash_line(words, "hash_words", event.at("text_hash"), documents.words(event) != nullptr) +
      "<br>" +
      hash_line(words, "hash_files", event.at("bundle_hash"), documents.manifest(event) != nullptr);
  std::string log;
  if (source.logs.size() > 1) {
    log = html_row(words.text("log"), name_of(source.logs.at(one.at("log").get<std::size_t>())));
  }
  std::string proof;
  for (const json& hash : one.at("inclusion")) {
    proof += (proof.empty() ? "" : "<br>") + html_code(hash.get<std::string>());
  }
  return html_element("h3", html_text(words.text("record") + " " + std::to_string(number + 1))) +
         html_element("dl", html_row(words.text("hashes"), hashes) + log +
                                html_row(words.text("leaf"), code_at(one, "leaf")) +
                                html_row(words.text("salt"), code_at(one, "salt")) +
                                html_row(words.text("logged"), code_at(one, "record")) +
                                html_row(words.text("inclusion"), proof));
}

}  // namespace

std::string proof_evidence(const OpenedReceipt& source, const ProofWords& words) {
  std::string html = html_element("summary", html_text(words.text("evidence")));
  const std::string hash = html_row(words.text("receipt_hash"), html_code(sha256_hex(source.text)));
  for (const json& log : source.logs) {
    html += head_of(log, words, &log == &source.logs.back() ? hash : std::string());
  }
  for (std::size_t number = 0; number < source.records.size(); ++number) {
    html += record(source, words, number);
  }
  return html_element("details", html);
}

}  // namespace akkoord
