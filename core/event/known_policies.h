// SPDX-License-Identifier: MIT
//
// The policies whose events are taken: their hosts, and by revision the services that visitors were
// asked about, as the lock file beside each policy remembers them (lock.h). An event of an older
// revision counts as long as the lock has it: pages may have stood open.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/category.h"
#include "core/compile/diagnostic.h"
#include "core/compile/lock.h"
#include "core/compile/policy.h"

namespace akkoord {

/// A service as a revision named it.
struct KnownService {
  /// Its name in policies and events.
  std::string id;
  /// What it is for.
  Category category = Category::advertising;
  /// Whether it is asked for at all: mandatory and exempt ones are not.
  bool asked = true;
};

/// What visitors were asked under one revision.
struct KnownRevision {
  /// Its number.
  std::uint32_t number = 0;
  /// Its services, sorted by id.
  std::vector<KnownService> services{};
  /// Whether visitors may have been asked about pages that tell of health; of a revision that the
  /// lock alone remembers nobody knows.
  bool may_be_sensitive = true;

  /// The service called `id`; null where the revision has none.
  [[nodiscard]] const KnownService* find(std::string_view id) const noexcept;
};

/// A policy and its revisions.
struct KnownPolicy {
  /// Its name.
  std::string id{};
  /// The hosts that serve pages under it, as events and origins write them.
  std::vector<std::string> hosts{};
  /// What was asked, in no order.
  std::vector<KnownRevision> revisions{};

  /// Whether `host` is one of its hosts.
  [[nodiscard]] bool has_host(std::string_view host) const noexcept;
  /// The revision of that number; null where nobody was asked under it.
  [[nodiscard]] const KnownRevision* revision(std::uint32_t number) const noexcept;
};

/// All of them. No two share an id or a host.
class KnownPolicies {
 public:
  /// Takes a policy in. Returns what it shares with one that is there (`host "a.test"`), and leaves
  /// it out then; empty where all is well.
  [[nodiscard]] std::string add(KnownPolicy policy);

  /// The policy called `id`; null where there is none.
  [[nodiscard]] const KnownPolicy* named(std::string_view id) const noexcept;
  /// The policy that governs `host`; null where none does.
  [[nodiscard]] const KnownPolicy* of_host(std::string_view host) const noexcept;

 private:
  std::vector<KnownPolicy> policies_;
};

/// What events of `policy` may say: its own services under its revision, those of `lock` under all
/// others. Nothing where the lock is not this policy's or can't be read; `diagnostics` says why.
[[nodiscard]] std::optional<KnownPolicy> known_policy(const Policy& policy,
                                                      const std::optional<LockFile>& lock,
                                                      Diagnostics& diagnostics);

}  // namespace akkoord
