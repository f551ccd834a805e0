// SPDX-License-Identifier: MIT
#include "core/compile/bundle.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "core/compile/javascript_text.h"
#include "core/compile/sha256.h"

namespace akkoord {

std::string content_hash(std::string_view bytes) {
  return "sha256:" + sha256_hex(bytes);
}

std::string write_bundle(const Policy& policy, std::string_view policy_hash,
                         const std::vector<OutputFile>& files) {
  nlohmann::json hashes = nlohmann::json::object();  // sorted by name
  for (const OutputFile& file : files) hashes[file.name] = content_hash(file.text);
  const nlohmann::ordered_json bundle = {{"version", 1},
                                         {"policy", policy.id},
                                         {"revision", policy.revision},
                                         {"policy_hash", policy_hash},
                                         {"files", std::move(hashes)}};
  return bundle.dump() + "\n";
}

std::string tell_literal(const Policy& policy, std::string_view policy_hash,
                         std::string_view bundle, std::string_view version,
                         const std::vector<OutputFile>& files) {
  JavascriptObject texts;
  for (const PlacedText& language : policy.languages) {
    const auto file = std::find_if(files.begin(), files.end(), [&language](const OutputFile& one) {
      return one.name == language.text + ".json";
    });
    if (file != files.end()) {
      texts.entry(language.text, javascript_string(content_hash(file->text)));
    }
  }
  JavascriptObject data;
  data.string("endpoint", policy.collector);
  data.string("policy_hash", policy_hash);
  data.string("bundle_hash", content_hash(bundle));
  data.literal("text_hashes", texts.text());
  data.string("v", version);
  return data.text();
}

}  // namespace akkoord
