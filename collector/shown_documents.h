// SPDX-License-Identifier: MIT
//
// What the records of a chain name by SHA-256: the policy that was in force, the words that were
// shown, and the manifest of the compiled files (core/compile: bundle.json). A document counts for
// a record only where it is of the kind that the record takes it for: what a page sends names
// hashes, and could name any.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// JSON from others, at most 64 deep. Nothing where it is none.
[[nodiscard]] std::optional<nlohmann::json> read_json(std::string_view text);

/// The documents of a chain.
class ShownDocuments {
 public:
  /// Takes one in, where a record of `records` names it for what it is. Returns whether one does.
  bool add(std::string text, const std::vector<nlohmann::json>& records);

  /// Their bytes, in the order in which they were taken in.
  [[nodiscard]] const std::vector<std::string>& texts() const noexcept { return texts_; }
  /// The policy that an event names; null where it is not here, as below.
  [[nodiscard]] const nlohmann::json* policy(const nlohmann::json& event) const;
  /// The newest policy that the records of a chain name and that is here.
  [[nodiscard]] const nlohmann::json* newest_policy(
      const std::vector<nlohmann::json>& records) const;
  /// The words that an event names: what LANG.json has.
  [[nodiscard]] const nlohmann::json* words(const nlohmann::json& event) const;
  /// The manifest that it names.
  [[nodiscard]] const nlohmann::json* manifest(const nlohmann::json& event) const;

 private:
  [[nodiscard]] const nlohmann::json* find(const nlohmann::json& event, const char* key) const;

  std::vector<std::string> texts_;
  std::map<std::string, nlohmann::json> by_hash_;
};

/// The hashes that a record names, as "sha256:" and digits: policy, words, manifest.
[[nodiscard]] std::vector<std::string> hashes_in(const nlohmann::json& record);

}  // namespace akkoord
