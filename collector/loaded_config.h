// SPDX-License-Identifier: MIT
//
// A configuration and all it names, read and found right: policies and certificate. Reading it
// again while it is in force, parts of it may be wrong: the rest is of use all the same, since a
// certificate must not expire because somebody is writing a policy.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "collector/config.h"
#include "collector/loaded_policies.h"
#include "collector/tls_identity.h"

namespace akkoord {

/// Where a configuration comes from.
struct ConfigSource {
  /// The file.
  std::filesystem::path file{};
  /// What goes before it.
  ConfigOverrides overrides{};
};

/// All of it, right.
struct LoadedConfig {
  /// The configuration.
  Config config{};
  /// Its policies.
  LoadedPolicies policies{};
  /// Its certificate; null where it has none.
  std::shared_ptr<const TlsIdentity> identity{};
};

/// What is right of it.
struct ReloadedConfig {
  /// The configuration.
  std::optional<Config> config{};
  /// Its policies.
  std::optional<LoadedPolicies> policies{};
  /// The certificate; null where there is none.
  std::shared_ptr<const TlsIdentity> identity{};
  /// What is wrong with configuration or policies.
  std::string policy_fault{};
  /// What is wrong with the certificate.
  std::string identity_fault{};
};

/// Reads it; nothing where anything is wrong, and `fault` says what.
[[nodiscard]] std::optional<LoadedConfig> load_config(const ConfigSource& source,
                                                      std::string& fault);

/// Reads it again. Where the configuration itself can't be read, the certificate is still that of
/// `former`.
[[nodiscard]] ReloadedConfig reload_config(const ConfigSource& source, const TlsFiles& former);

/// The keys in which `next` differs from `now` and that take a restart, as a list; empty: none.
[[nodiscard]] std::string keys_for_restart(const Config& now, const Config& next);

}  // namespace akkoord
