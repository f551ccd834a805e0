// SPDX-License-Identifier: MIT
#include "collector/shown_documents.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/compile/sha256.h"

namespace akkoord {

namespace {

using nlohmann::json;

constexpr int deepest = 64;
constexpr std::array<const char*, 3> hash_keys = {"policy_hash", "text_hash", "bundle_hash"};

bool has(const json& object, const char* key, const json& value) {
  const auto found = object.find(key);
  return found != object.end() && *found == value;
}

bool is_object_at(const json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_object();
}

/// Whether `document` is what `event` takes it for under `key`.
bool fits(const json& document, const json& event, std::string_view key) {
  if (!document.is_object()) return false;
  if (key == "policy_hash") {
    return has(document, "id", event.at("policy")) && is_object_at(document, "controller");
  }
  if (key == "text_hash") {
    return has(document, "language", event.at("language")) && is_object_at(document, "banner");
  }
  return has(document, "policy", event.at("policy")) && is_object_at(document, "files");
}

}  // namespace

std::optional<json> read_json(std::string_view text) {
  bool too_deep = false;
  const json::parser_callback_t look = [&too_deep](int depth, json::parse_event_t /*event*/,
                                                   json& /*value*/) {
    if (depth > deepest) too_deep = true;
    return !too_deep;
  };
  json value = json::parse(text, look, false);
  if (too_deep || value.is_discarded()) return std::nullopt;
  return value;
}

bool ShownDocuments::add(std::string text, const std::vector<json>& records) {
  const std::string hash = "sha256:" + sha256_hex(text);
  if (by_hash_.contains(hash)) return false;
  std::optional<json> document = read_json(text);
  if (!document) return false;
  const bool is_named = std::any_of(records.begin(), records.end(), [&](const json& record) {
    const json& event = record.at("event");
    return std::any_of(hash_keys.begin(), hash_keys.end(), [&](const char* key) {
      return event.at(key) == hash && fits(*document, event, key);
    });
  });
  if (!is_named) return false;
  by_hash_.emplace(hash, std::move(*document));
  texts_.push_back(std::move(text));
  return true;
}

const json* ShownDocuments::find(const json& event, const char* key) const {
  const auto found = by_hash_.find(event.at(key).get<std::string>());
  return found == by_hash_.end() || !fits(found->second, event, key) ? nullptr : &found->second;
}

const json* ShownDocuments::policy(const json& event) const {
  return find(event, "policy_hash");
}

const json* ShownDocuments::newest_policy(const std::vector<json>& records) const {
  for (auto record = records.rbegin(); record != records.rend(); ++record) {
    if (const json* found = policy(record->at("event"))) return found;
  }
  return nullptr;
}

const json* ShownDocuments::words(const json& event) const {
  return find(event, "text_hash");
}

const json* ShownDocuments::manifest(const json& event) const {
  return find(event, "bundle_hash");
}

std::vector<std::string> hashes_in(const json& record) {
  std::vector<std::string> hashes;
  for (const char* key : hash_keys) {
    hashes.push_back(record.at("event").at(key).get<std::string>());
  }
  return hashes;
}

}  // namespace akkoord
