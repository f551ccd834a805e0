// SPDX-License-Identifier: MIT
#include "collector/http_server.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>

#include "collector/listener.h"

namespace akkoord {

namespace {

constexpr std::chrono::seconds longest_ending(10);

}  // namespace

class HttpServer::Parts {
 public:
  Parts(Routes& routes, Metrics& metrics, ServerLimits limits)
      : connections_{routes, metrics, limits},
        listener_(context_, connections_, begin_plain),
        signals_(context_, SIGTERM, SIGINT),
        ending_(context_) {
    signals_.async_wait([this](error_code failed, int /*signal*/) {
      if (!failed) stop();
    });
  }

  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() { connections_.one_ended = nullptr; }  // they end with context_, timers before it

  Listener& listener() noexcept { return listener_; }
  [[nodiscard]] const Listener& listener() const noexcept { return listener_; }

  void run() {
    listener_.accept();
    context_.run();
  }

 private:
  void stop() {
    connections_.stopping = true;
    listener_.close();
    for (Connection* connection : connections_.open) connection->end_if_idle();
    if (connections_.open.empty()) return;
    ending_.expires_after(longest_ending);
    ending_.async_wait([this](error_code failed) {
      if (!failed) context_.stop();
    });
    connections_.one_ended = [this] {
      if (connections_.open.empty()) ending_.cancel();
    };
  }

  Connections connections_;
  asio::io_context context_{1};
  Listener listener_;
  asio::signal_set signals_;
  asio::steady_timer ending_;
};

HttpServer::HttpServer(Routes& routes, Metrics& metrics, ServerLimits limits)
    : parts_(std::make_unique<Parts>(routes, metrics, limits)) {}

HttpServer::~HttpServer() = default;

std::string HttpServer::listen(const std::string& address, std::uint16_t port) {
  return parts_->listener().listen(address, port);
}

std::uint16_t HttpServer::port() const {
  return parts_->listener().port();
}

void HttpServer::run() {
  parts_->run();
}

}  // namespace akkoord
