// SPDX-License-Identifier: MIT
//
// A chain in a log that has had three keys: a consent, another choice and a withdrawal, with an
// archive whose texts do their worst.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "collector/receipt.h"
#include "collector/shown_documents.h"
#include "tests/collector/test_store.h"

namespace akkoord::test {

class ProvedChain {
 public:
  ProvedChain();

  [[nodiscard]] const std::filesystem::path& folder() const noexcept { return folder_.path(); }
  /// The receipt.
  [[nodiscard]] std::string receipt() const;
  /// The log's keys, first to newest.
  [[nodiscard]] const std::vector<PublicKey>& keys() const noexcept { return keys_; }
  /// The id of choice `number`, from 1.
  [[nodiscard]] static ConsentId id(unsigned number) { return consent(number).id; }
  /// The receipt with its head signed anew, by the first key.
  [[nodiscard]] nlohmann::json with_head_of_first_key() const;

 private:
  void store(ConsentEvent event, std::vector<ArchivedFile> archive = {});

  TemporaryFolder folder_;
  std::vector<PublicKey> keys_;
  std::optional<Digest> first_seed_;
};

/// The words of that archive.
[[nodiscard]] nlohmann::json hostile_words();

}  // namespace akkoord::test
