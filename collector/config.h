// SPDX-License-Identifier: MIT
//
// The collector's configuration, a JSON file; paths in it are seen from its folder. Its keys, what
// they mean and what they are where they are not given: `akkoord collect --help` (help.h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/clickhouse_place.h"
#include "collector/site_policy.h"
#include "collector/tls_identity.h"

namespace akkoord {

/// A policy of the configuration.
struct ConfiguredPolicy {
  /// Its files.
  PolicyFiles files{};
  /// What `akkoord compile` wrote; empty: nothing is archived but the policy and its lock.
  std::filesystem::path compiled{};
  /// How long records are kept beyond their expiry.
  std::int64_t retention_days = 1'825;
  /// Whose midnight ends a day of the rates.
  std::string time_zone = "UTC";
};

/// Where to listen.
struct ConfiguredAddress {
  std::string address{};   ///< An IP address; empty: nowhere.
  std::uint16_t port = 0;  ///< 0: any that is free.

  bool operator==(const ConfiguredAddress&) const = default;
};

/// `ADDRESS:PORT`, as the configuration has it.
[[nodiscard]] std::string text_of(const ConfiguredAddress& address);

/// The configuration.
struct Config {
  ConfiguredAddress listen{};                   ///< For pages.
  ConfiguredAddress operations{};               ///< For /healthz and /metrics; empty: with pages.
  TlsFiles tls{};                               ///< None: no TLS.
  std::filesystem::path data{};                 ///< The data folder.
  std::optional<ClickHousePlace> clickhouse{};  ///< The store, where it is not in that folder.
  std::vector<ConfiguredPolicy> policies{};     ///< At least one.
  bool allow_http = false;                      ///< Whether pages may come by http.
  std::int64_t max_connections = 1'024;         ///< Open at once.
  std::int64_t timeout_s = 15;                  ///< For a request to arrive, or an answer to leave.
  std::int64_t requests_per_connection_s = 20;  ///< 0: no bound.
  std::int64_t requests_per_site_s = 2'000;     ///< 0: no bound.
  std::int64_t tree_head_interval_s = 60;       ///< Between signed heads.
};

/// What was said on the command line, which goes before the file; empty: nothing.
struct ConfigOverrides {
  std::string listen{};  ///< As "listen".
  std::string data{};    ///< As "data", but seen from the current folder.
};

/// Reads the file `path`; nothing where something is wrong, and `fault` says what.
[[nodiscard]] std::optional<Config> read_config(const std::filesystem::path& path,
                                                std::string& fault,
                                                const ConfigOverrides& overrides = {});

}  // namespace akkoord
