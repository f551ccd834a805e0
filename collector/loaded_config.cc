// SPDX-License-Identifier: MIT
#include "collector/loaded_config.h"

#include <string_view>
#include <utility>

namespace akkoord {

std::optional<LoadedConfig> load_config(const ConfigSource& source, std::string& fault) {
  std::optional<Config> config = read_config(source.file, fault, source.overrides);
  if (!config) return std::nullopt;
  std::optional<LoadedPolicies> policies = load_policies(*config, fault);
  if (!policies) return std::nullopt;
  LoadedConfig loaded{std::move(*config), std::move(*policies)};
  if (!loaded.config.tls.given()) return loaded;
  loaded.identity = TlsIdentity::load(loaded.config.tls, fault);
  if (!loaded.identity) return std::nullopt;
  return loaded;
}

ReloadedConfig reload_config(const ConfigSource& source, const TlsFiles& former) {
  ReloadedConfig again;
  again.config = read_config(source.file, again.policy_fault, source.overrides);
  if (again.config) again.policies = load_policies(*again.config, again.policy_fault);
  const TlsFiles& files = again.config ? again.config->tls : former;
  if (files.given()) again.identity = TlsIdentity::load(files, again.identity_fault);
  return again;
}

std::string keys_for_restart(const Config& now, const Config& next) {
  const std::pair<std::string_view, bool> changed[] = {
      {"listen", now.listen != next.listen},
      {"operations", now.operations != next.operations},
      {"tls", now.tls.given() != next.tls.given()},
      {"data", now.data != next.data},
      {"store", now.clickhouse != next.clickhouse},
      {"allow_http", now.allow_http != next.allow_http},
      {"max_connections", now.max_connections != next.max_connections},
      {"timeout_s", now.timeout_s != next.timeout_s},
      {"requests_per_connection_s",
       now.requests_per_connection_s != next.requests_per_connection_s},
      {"requests_per_site_s", now.requests_per_site_s != next.requests_per_site_s},
      {"tree_head_interval_s", now.tree_head_interval_s != next.tree_head_interval_s}};
  std::string list;
  for (const auto& [key, differs] : changed) {
    if (!differs) continue;
    if (!list.empty()) list += ", ";
    list += key;
  }
  return list;
}

}  // namespace akkoord
