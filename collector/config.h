// SPDX-License-Identifier: MIT
//
// The collector's configuration, a JSON file; paths in it are seen from its folder:
//
//     { "listen": "127.0.0.1:8147",
//       "data": "/var/lib/akkoord",
//       "policies": [{ "policy": "2pass.json", "lock": "2pass.lock.json", "files": "site/akkoord",
//                      "retention_days": 1825 }],
//       "map_hosts": "staging.json", "allow_http": false,
//       "max_connections": 1024, "timeout_s": 15, "requests_per_connection_s": 20,
//       "requests_per_site_s": 2000, "tree_head_interval_s": 60 }
//
// "listen", "data" and "policies" must be there, and "policy" in each of those. "files" is the
// folder that `akkoord compile` wrote: it is archived. Pages come by https; "allow_http" is for
// staging. 0 for a number of requests means no bound: behind a proxy, whose connections many
// visitors share, that of a connection is 0.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "collector/site_policy.h"

namespace akkoord {

/// A policy of the configuration.
struct ConfiguredPolicy {
  /// Its files.
  PolicyFiles files{};
  /// What `akkoord compile` wrote; empty: nothing is archived but the policy and its lock.
  std::filesystem::path compiled{};
  /// How long records are kept beyond their expiry.
  std::int64_t retention_days = 1'825;
};

/// The configuration.
struct Config {
  std::string address{};                        ///< Where to listen: an IP address.
  std::uint16_t port = 0;                       ///< And on which port; 0: any that is free.
  std::filesystem::path data{};                 ///< The data folder.
  std::vector<ConfiguredPolicy> policies{};     ///< At least one.
  bool allow_http = false;                      ///< Whether pages may come by http.
  std::int64_t max_connections = 1'024;         ///< Open at once.
  std::int64_t timeout_s = 15;                  ///< For a request to arrive, or an answer to leave.
  std::int64_t requests_per_connection_s = 20;  ///< 0: no bound.
  std::int64_t requests_per_site_s = 2'000;     ///< 0: no bound.
  std::int64_t tree_head_interval_s = 60;       ///< Between signed heads.
};

/// Reads the file `path`; nothing where something is wrong, and `fault` says what.
[[nodiscard]] std::optional<Config> read_config(const std::filesystem::path& path,
                                                std::string& fault);

}  // namespace akkoord
