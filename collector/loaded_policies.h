// SPDX-License-Identifier: MIT
//
// All that the policies of a configuration lead to: what is answered by, how long records are kept,
// and which files belong into the archive.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "collector/config.h"
#include "collector/site_policy.h"
#include "collector/stored_policies.h"

namespace akkoord {

/// Policies that were read and found right.
struct LoadedPolicies {
  /// What requests are answered by.
  SitePolicies sites{};
  /// What the store goes by.
  StoredPolicies stored{};
};

/// Reads every policy that `config` names, with its lock and compiled files; nothing where
/// something is wrong with any, and `fault` says what.
[[nodiscard]] std::optional<LoadedPolicies> load_policies(const Config& config, std::string& fault);

}  // namespace akkoord
