// SPDX-License-Identifier: MIT
//
// What the collector has of a policy: what its events may say, how its record cookies are written,
// and which HttpOnly cookies end with a consent.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/blob.h"
#include "core/compile/policy.h"
#include "core/event/known_policies.h"
#include "core/service.h"

namespace akkoord {

/// A cookie that no page can delete, since scripts don't see it.
struct HttpOnlyCookie {
  /// Its name, or the beginning of names and '*'.
  std::string name{};
  /// The path it was set on.
  std::string path{};
  /// The service that set it.
  ServiceNumber service = no_service;
};

/// One policy.
struct SitePolicy {
  /// Its id.
  std::string id{};
  /// The blob that PolicyBlob::open() takes.
  std::string blob{};
  /// Declared by its services.
  std::vector<HttpOnlyCookie> http_only{};
};

/// All policies that a collector serves.
struct SitePolicies {
  /// What events may say.
  KnownPolicies known{};
  /// One for each of those.
  std::vector<SitePolicy> sites{};

  /// The policy that governs `host`; null where none does.
  [[nodiscard]] const SitePolicy* of_host(std::string_view host) const noexcept;
};

/// Which files a policy is made of.
struct PolicyFiles {
  /// The policy.
  std::filesystem::path policy{};
  /// Its lock; empty: ID.lock.json beside it, where that is there.
  std::filesystem::path lock{};
  /// Other hosts for staging; empty: none.
  std::filesystem::path host_map{};
};

/// Reads a policy with its lock and adds it. Returns its id; nothing where something is wrong, and
/// `fault` says what.
[[nodiscard]] std::optional<std::string> add_policy(const PolicyFiles& files,
                                                    SitePolicies& policies, std::string& fault);

}  // namespace akkoord
