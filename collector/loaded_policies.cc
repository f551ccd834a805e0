// SPDX-License-Identifier: MIT
#include "collector/loaded_policies.h"

#include <algorithm>
#include <filesystem>

#include "collector/file_text.h"

namespace akkoord {

namespace {

constexpr std::size_t max_archived_bytes = 16U << 20U;

/// Takes the policy, and every file that `akkoord compile` wrote for it, into the archive.
bool load_archive(const ConfiguredPolicy& configured, const std::string& id,
                  std::vector<ArchivedFile>& archive, std::string& fault) {
  std::vector<std::filesystem::path> files = {configured.files.policy};
  if (!configured.files.lock.empty()) files.push_back(configured.files.lock);
  if (!configured.compiled.empty()) {
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(configured.compiled, failed)) {
      if (entry.is_regular_file()) files.push_back(entry.path());
    }
    if (failed) {
      fault = configured.compiled.string() + " can't be read: " + failed.message();
      return false;
    }
  }
  std::sort(files.begin(), files.end());
  for (const std::filesystem::path& file : files) {
    std::optional<std::string> bytes = file_text(file, max_archived_bytes, fault);
    if (!bytes) return false;
    archive.push_back({id, file.filename().string(), std::move(*bytes)});
  }
  return true;
}

}  // namespace

std::optional<LoadedPolicies> load_policies(const Config& config, std::string& fault) {
  LoadedPolicies loaded;
  for (const ConfiguredPolicy& configured : config.policies) {
    const std::optional<std::string> id = add_policy(configured.files, loaded.sites, fault);
    if (!id || !load_archive(configured, *id, loaded.stored.archive, fault)) return std::nullopt;
    loaded.stored.retention.push_back({*id, configured.retention_days * 86'400});
    loaded.stored.zones.push_back({*id, configured.time_zone});
  }
  return loaded;
}

}  // namespace akkoord
