// SPDX-License-Identifier: MIT
//
// An address that the server listens at: who comes is let in up to the bound on connections.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <cstdint>
#include <memory>
#include <string>

#include "collector/connection.h"

namespace akkoord {

/// Accepts connections.
class Listener {
 public:
  /// Serves what comes; by TLS where there is an `identity`. `connections` outlives this.
  Listener(asio::io_context& context, Connections& connections,
           std::shared_ptr<const TlsIdentity> identity);

  /// Listens at an IP address. Returns what failed; empty where all is well.
  [[nodiscard]] std::string listen(const std::string& address, std::uint16_t port);
  /// The port that it listens on.
  [[nodiscard]] std::uint16_t port() const;
  /// Lets everyone in from now on.
  void accept();
  /// Shows another identity from now on, where it showed one.
  void show(std::shared_ptr<const TlsIdentity> identity);
  /// Lets nobody in any more, and ends who waits for no answer.
  void close();

 private:
  void accept_later();

  Connections& connections_;
  std::shared_ptr<const TlsIdentity> identity_;
  Acceptor acceptor_;
  asio::steady_timer pause_;
};

}  // namespace akkoord
