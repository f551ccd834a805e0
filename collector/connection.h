// SPDX-License-Identifier: MIT
//
// The open connections of one address that the server listens at. What carries a connection is
// told by plain_connection.cc and tls_connection.cc; HTTP over it is HttpSession's. Seen by the
// server's own files alone: Beast and Asio take long to compile.
#pragma once

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <functional>
#include <unordered_set>

#include "collector/answer_box.h"
#include "collector/http_server.h"
#include "collector/rate_limit.h"

namespace akkoord {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
using Clock = RateLimit::Clock;

/// Sockets of the server's own loop; Asio's usual ones would ask at each step which loop it is.
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;
using Acceptor = asio::basic_socket_acceptor<tcp, asio::io_context::executor_type>;

/// An open connection. It owns itself, and ends when it has nothing left to wait for.
class Connection : public Answered {
 public:
  /// Ends it where nobody waits for an answer.
  virtual void end_if_idle() = 0;
  /// Ends it where the other side has let its deadline pass.
  virtual void end_if_late(Clock::time_point now) = 0;
};

/// What all connections of an address share; it outlives them.
struct Connections {
  HttpAnswer answer;                       ///< Answers what they ask.
  AnswerBox& answers;                      ///< Where answers come back.
  Metrics& metrics;                        ///< Counts them.
  ServerLimits limits;                     ///< Bounds each.
  std::unordered_set<Connection*> open{};  ///< Those there are.
  bool stopping = false;                   ///< Whether each ends after its next answer.
  std::function<void()> one_ended{};       ///< Called when one has gone.
};

/// Serves HTTP over `socket`.
void begin_plain(Socket socket, Connections& connections);
/// The same by TLS.
void begin_tls(Socket socket, const TlsIdentity& identity, Connections& connections);

}  // namespace akkoord
