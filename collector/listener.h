// SPDX-License-Identifier: MIT
//
// An address that the server listens at: who comes is let in up to the bound on connections.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "collector/connection.h"

namespace akkoord {

/// Accepts connections.
class Listener {
 public:
  /// Begins to serve a connection.
  using Begin = std::function<void(tcp::socket, Connections&)>;

  /// Lets `begin` serve what comes; `connections` outlives this.
  Listener(asio::io_context& context, Connections& connections, Begin begin);

  /// Listens at an IP address. Returns what failed; empty where all is well.
  [[nodiscard]] std::string listen(const std::string& address, std::uint16_t port);
  /// The port that it listens on.
  [[nodiscard]] std::uint16_t port() const;
  /// Lets everyone in from now on.
  void accept();
  /// Lets nobody in any more.
  void close();

 private:
  void accept_later();

  Connections& connections_;
  Begin begin_;
  tcp::acceptor acceptor_;
  asio::steady_timer pause_;
};

}  // namespace akkoord
