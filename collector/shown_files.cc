// SPDX-License-Identifier: MIT
#include "collector/shown_files.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "collector/receipt_party.h"
#include "collector/shown_documents.h"
#include "core/proof/signed_text.h"

namespace akkoord {

namespace {

using nlohmann::json;

constexpr std::string_view hash_prefix = "sha256:";
constexpr std::size_t max_shown_files = 1'024;

std::optional<ArchivedFile> find(ProofSource& source, const std::string& hash) {
  if (!hash.starts_with(hash_prefix)) return std::nullopt;
  const std::optional<Digest> digest = read_hex(std::string_view(hash).substr(hash_prefix.size()));
  return digest ? source.archived(*digest) : std::nullopt;
}

std::string missing(const std::string& what, const std::string& hash) {
  return what + " " + hash + " is not in the archive";
}

/// A plain name: nothing that leads to another folder.
bool is_plain(std::string_view name) noexcept {
  const auto is_fit = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == '_';
  };
  return !name.empty() && name.size() <= 128 && name.front() != '.' &&
         std::all_of(name.begin(), name.end(), is_fit);
}

/// Where a page of `country` lies: pages of a policy for several countries are told apart by path.
std::string path_in(const json& policy, const std::string& country) {
  const auto list = policy.find("jurisdictions");
  if (list == policy.end() || !list->is_array()) return "/";
  for (const json& one : *list) {
    if (text_of(one, "country") != country || !one.contains("paths")) continue;
    const json& paths = one.at("paths");
    if (paths.is_array() && !paths.empty() && paths.front().is_string()) return paths.front();
  }
  return "/";
}

void describe(const json& event, const ShownDocuments& documents, ShownFiles& shown) {
  const json* words = documents.words(event);
  const json* policy = documents.policy(event);
  const json banner = words == nullptr ? json::object() : words->value("banner", json::object());
  shown.page = {{"site", event.at("site")},
                {"path", path_in(policy == nullptr ? json::object() : *policy,
                                 event.at("jurisdiction").get<std::string>())},
                {"language", event.at("language")},
                {"device", event.at("device")},
                {"layer", event.at("layer")},
                {"policy", event.at("policy")},
                {"revision", event.at("revision")},
                {"title", text_of(banner, "title")}};
}

}  // namespace

ShownFiles shown_files(ProofSource& source, const json& record) {
  ShownFiles shown;
  const json& event = record.at("event");
  ShownDocuments documents;
  for (const std::string& hash : hashes_in(record)) {
    if (std::optional<ArchivedFile> file = find(source, hash)) {
      documents.add(std::move(file->bytes), {record});
    }
  }
  const std::string text_hash = event.at("text_hash");
  const std::string bundle_hash = event.at("bundle_hash");
  if (documents.words(event) == nullptr) {
    shown.faults.push_back(missing("the words (text_hash)", text_hash));
  }
  const json* manifest = documents.manifest(event);
  if (manifest == nullptr) {
    shown.faults.push_back(missing("the manifest bundle.json (bundle_hash)", bundle_hash));
    return shown;
  }
  const json& files = manifest->at("files");
  if (files.size() > max_shown_files) {
    shown.faults.push_back("the manifest " + bundle_hash + " has more files than any folder");
    return shown;
  }
  for (const auto& [name, value] : files.items()) {
    const std::string hash = value.is_string() ? value.get<std::string>() : std::string();
    std::optional<ArchivedFile> file = find(source, hash);
    if (!is_plain(name) || !file) {
      shown.faults.push_back(missing(is_plain(name) ? name : "a file", hash));
    } else {
      file->name = name;
      shown.files.push_back(std::move(*file));
    }
  }
  describe(event, documents, shown);
  return shown;
}

}  // namespace akkoord
