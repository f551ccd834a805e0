// SPDX-License-Identifier: MIT
//
// HTTP/1.1 by Boost.Beast on one thread, with TLS (tls_identity.h) or without: bounded heads and
// bodies, a deadline for each handshake, request and answer, a bound on connections, a rate for
// each. It ends gracefully on SIGTERM and SIGINT: what has been received is answered first.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "collector/http_message.h"
#include "collector/metrics.h"
#include "collector/tls_identity.h"

namespace akkoord {

/// The largest head of a request, in bytes.
inline constexpr std::uint32_t max_head_bytes = 8'192;

/// How much of itself an address gives to others.
struct ServerLimits {
  /// Open at once; who comes then is turned away.
  std::int64_t max_connections = 1'024;
  /// For a request to arrive, from the first byte or the last answer on, and an answer to leave.
  std::int64_t timeout_s = 15;
  /// 0: no bound.
  std::int64_t requests_per_connection_s = 0;
};

/// An address to listen at.
struct ServerAddress {
  std::string address{};                          ///< An IP address.
  std::uint16_t port = 0;                         ///< 0: any that is free.
  ServerLimits limits{};                          ///< What it gives.
  HttpAnswer answer{};                            ///< Answers what comes there.
  std::shared_ptr<const TlsIdentity> identity{};  ///< Null: without TLS.
};

/// What the server tells on its thread while it runs.
struct ServerCalls {
  /// SIGHUP came.
  std::function<void()> hangup{};
  /// It begins to end.
  std::function<void()> stopping{};
};

/// The server.
class HttpServer {
 public:
  /// `metrics` must outlive this.
  HttpServer(Metrics& metrics, ServerCalls calls);
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;
  ~HttpServer();

  /// Listens; `where.port` becomes the port it got. Returns what failed; empty where all is well.
  [[nodiscard]] std::string listen(ServerAddress& where);
  /// Runs `work` on the server's thread, soon; from any thread, and not once it has ended.
  void post(std::function<void()> work);
  /// Runs `work` on the server's thread every `interval_s` seconds.
  void repeat(std::int64_t interval_s, std::function<void()> work);
  /// Shows `identity` to who comes by TLS from now on; on the server's thread.
  void show(std::shared_ptr<const TlsIdentity> identity);
  /// Serves until a signal says to stop and everyone has been answered.
  void run();

 private:
  class Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace akkoord
