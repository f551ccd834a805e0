// SPDX-License-Identifier: MIT
//
// What policies mean to a store: how long it keeps records, and what it keeps by hash.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "collector/local_days.h"

namespace akkoord {

/// A file to keep.
struct ArchivedFile {
  /// The policy that it belongs to.
  std::string policy{};
  /// Its name, without folder.
  std::string name{};
  /// Its bytes.
  std::string bytes{};
};

/// How long records of a policy are kept beyond their expiry.
struct Retention {
  /// The policy.
  std::string policy{};
  /// Seconds after expiry.
  std::int64_t after_expiry_s = 0;
};

/// What policies mean to the store.
struct StoredPolicies {
  /// By policy; records of others are kept.
  std::vector<Retention> retention{};
  /// By policy; others count by days of UTC.
  std::vector<PolicyZone> zones{};
  /// What is kept by hash.
  std::vector<ArchivedFile> archive{};
};

}  // namespace akkoord
