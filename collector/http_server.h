// SPDX-License-Identifier: MIT
//
// HTTP/1.1 for Routes, by Boost.Beast on one thread: bounded heads and bodies, a deadline for each
// request and answer, a bound on connections, a rate for each. It ends gracefully on SIGTERM and
// SIGINT: what has been received is answered first. No TLS yet: a proxy brings it.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "collector/metrics.h"
#include "collector/routes.h"

namespace akkoord {

/// The largest head of a request, in bytes.
inline constexpr std::uint32_t max_head_bytes = 8'192;

/// How much of itself the server gives to others.
struct ServerLimits {
  /// Open at once; who comes then is turned away.
  std::int64_t max_connections = 1'024;
  /// For a request to arrive, from the first byte or the last answer on, and an answer to leave.
  std::int64_t timeout_s = 15;
  /// 0: no bound.
  std::int64_t requests_per_connection_s = 0;
};

/// The server.
class HttpServer {
 public:
  /// Serves `routes`, which must outlive this, as must `metrics`.
  HttpServer(Routes& routes, Metrics& metrics, ServerLimits limits);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  /// Listens at an IP address. Returns what failed; empty where all is well.
  [[nodiscard]] std::string listen(const std::string& address, std::uint16_t port);
  /// The port that it listens on.
  [[nodiscard]] std::uint16_t port() const;
  /// Serves until a signal says to stop and everyone has been answered.
  void run();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace akkoord
