// SPDX-License-Identifier: MIT
//
// The open connections of one address that the server listens at. What carries a connection is
// told by plain_connection.cc and tls_connection.cc; HTTP over it is HttpSession's. Seen by the
// server's own files alone: Beast and Asio take long to compile.
#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <unordered_set>

#include "collector/http_server.h"

namespace akkoord {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// An open connection. It owns itself, and ends when it has nothing left to wait for.
class Connection {
 public:
  Connection() = default;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;
  /// Ends it where nobody waits for an answer.
  virtual void end_if_idle() = 0;
};

/// What all connections of an address share; it outlives them.
struct Connections {
  HttpAnswer answer;                       ///< Answers what they ask.
  Metrics& metrics;                        ///< Counts them.
  ServerLimits limits;                     ///< Bounds each.
  std::unordered_set<Connection*> open{};  ///< Those there are.
  bool stopping = false;                   ///< Whether each ends after its next answer.
  std::function<void()> one_ended{};       ///< Called when one has gone.
};

/// Serves HTTP over `socket`.
void begin_plain(tcp::socket socket, Connections& connections);
/// The same by TLS.
void begin_tls(tcp::socket socket, const TlsIdentity& identity, Connections& connections);

}  // namespace akkoord
