// SPDX-License-Identifier: MIT
//
// What a record's visitor was shown, taken out of the archive: the compiled files that its manifest
// names, and where and how the page asked.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "collector/proof_source.h"

namespace akkoord {

/// The files of a record.
struct ShownFiles {
  /// What is not in the archive, each with its hash and what to do; empty where all is.
  std::vector<std::string> faults{};
  /// The compiled files.
  std::vector<ArchivedFile> files{};
  /// {"site", "path", "language", "device", "layer", "policy", "revision", "title"}: the page and
  /// the words that stand over the banner.
  nlohmann::ordered_json page{};
};

/// What the record `record`, as it was logged, was shown. Throws what its source throws.
[[nodiscard]] ShownFiles shown_files(ProofSource& source, const nlohmann::json& record);

}  // namespace akkoord
