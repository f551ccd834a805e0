// SPDX-License-Identifier: MIT
#include "collector/listener.h"

#include <chrono>
#include <utility>

namespace akkoord {

namespace {

constexpr std::chrono::milliseconds pause_after_failure(100);

}  // namespace

Listener::Listener(asio::io_context& context, Connections& connections,
                   std::shared_ptr<const TlsIdentity> identity)
    : connections_(connections),
      identity_(std::move(identity)),
      acceptor_(context),
      pause_(context) {}

std::string Listener::listen(const std::string& address, std::uint16_t port) {
  error_code failed;
  const asio::ip::address parsed = asio::ip::make_address(address, failed);
  const tcp::endpoint endpoint(parsed, port);
  if (!failed) acceptor_.open(endpoint.protocol(), failed);
  if (!failed) acceptor_.set_option(Acceptor::reuse_address(true), failed);
  if (!failed) acceptor_.bind(endpoint, failed);
  if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
  return failed ? address + ":" + std::to_string(port) + ": " + failed.message() : std::string();
}

std::uint16_t Listener::port() const {
  return acceptor_.local_endpoint().port();
}

void Listener::accept() {
  acceptor_.async_accept([this](error_code failed, Socket socket) {
    if (connections_.stopping) return;
    if (failed) return accept_later();
    if (connections_.open.size() < static_cast<std::size_t>(connections_.limits.max_connections)) {
      connections_.metrics.add(Metric::connections_accepted);
      error_code ignored;
      socket.set_option(tcp::no_delay(true), ignored);
      identity_ ? begin_tls(std::move(socket), *identity_, connections_)
                : begin_plain(std::move(socket), connections_);
    } else {
      connections_.metrics.add(Metric::connections_turned_away);
    }
    accept();
  });
}

/// Out of descriptors, mostly: others end meanwhile.
void Listener::accept_later() {
  pause_.expires_after(pause_after_failure);
  pause_.async_wait([this](error_code failed) {
    if (!failed && !connections_.stopping) accept();
  });
}

void Listener::show(std::shared_ptr<const TlsIdentity> identity) {
  if (identity_) identity_ = std::move(identity);
}

void Listener::close() {
  connections_.stopping = true;
  error_code ignored;
  acceptor_.close(ignored);
  pause_.cancel();
  for (Connection* connection : connections_.open) connection->end_if_idle();
}

}  // namespace akkoord
