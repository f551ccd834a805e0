// SPDX-License-Identifier: MIT
#include "collector/http_server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <deque>
#include <utility>

#include "collector/listener.h"

namespace akkoord {

namespace {

constexpr std::chrono::seconds longest_ending(10);
/// How often deadlines are looked at: who is late ends by so much later.
constexpr std::chrono::milliseconds look_interval(500);

/// Work that comes back.
struct Repeated {
  asio::steady_timer timer;
  std::chrono::seconds interval;
  std::function<void()> work;
};

}  // namespace

class HttpServer::Parts {
 public:
  Parts(Metrics& metrics, ServerCalls calls)
      : metrics_(metrics),
        calls_(std::move(calls)),
        ends_(context_, SIGTERM, SIGINT),
        hangups_(context_, SIGHUP),
        ending_(context_),
        next_look_(context_) {
    ends_.async_wait([this](error_code failed, int /*signal*/) {
      if (!failed) stop();
    });
    hear_hangup();
  }

  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() {
    for (Connections& one : connections_) one.one_ended = nullptr;  // they end with context_
  }

  std::string listen(ServerAddress& where) {
    Connections& connections = connections_.emplace_back(
        Connections{std::move(where.answer), answers_, metrics_, where.limits});
    Listener& listener = listeners_.emplace_back(context_, connections, where.identity);
    std::string fault = listener.listen(where.address, where.port);
    if (fault.empty()) where.port = listener.port();
    return fault;
  }

  void show(const std::shared_ptr<const TlsIdentity>& identity) {
    for (Listener& listener : listeners_) listener.show(identity);
  }

  void post(std::function<void()> work) { asio::post(context_, std::move(work)); }

  void repeat(std::int64_t interval_s, std::function<void()> work) {
    again(repeated_.emplace_back(
        Repeated{asio::steady_timer(context_), std::chrono::seconds(interval_s), std::move(work)}));
  }

  void run() {
    for (Listener& listener : listeners_) listener.accept();
    end_who_is_late();
    context_.run();
  }

 private:
  void again(Repeated& repeated) {
    repeated.timer.expires_after(repeated.interval);
    repeated.timer.async_wait([this, &repeated](error_code failed) {
      if (failed) return;
      repeated.work();
      again(repeated);
    });
  }

  void hear_hangup() {
    hangups_.async_wait([this](error_code failed, int /*signal*/) {
      if (failed) return;
      if (calls_.hangup) calls_.hangup();
      hear_hangup();
    });
  }

  void end_who_is_late() {
    if (ended_) return;
    const Clock::time_point now = Clock::now();
    for (const Connections& of_address : connections_) {
      for (Connection* one : of_address.open) one->end_if_late(now);
    }
    next_look_.expires_after(look_interval);
    next_look_.async_wait([this](error_code failed) {
      if (!failed) end_who_is_late();
    });
  }

  [[nodiscard]] bool all_gone() const {
    return std::all_of(connections_.begin(), connections_.end(),
                       [](const Connections& one) { return one.open.empty(); });
  }

  void stop() {
    if (calls_.stopping) calls_.stopping();
    hangups_.cancel();
    for (Repeated& one : repeated_) one.timer.cancel();
    for (Listener& listener : listeners_) listener.close();
    if (all_gone()) return end();
    ending_.expires_after(longest_ending);
    ending_.async_wait([this](error_code failed) {
      if (!failed) context_.stop();
    });
    for (Connections& one : connections_) {
      one.one_ended = [this] {
        if (all_gone()) end();
      };
    }
  }

  /// Leaves nothing that would still be waited for.
  void end() {
    ended_ = true;
    ending_.cancel();
    next_look_.cancel();
  }

  Metrics& metrics_;
  ServerCalls calls_;
  std::deque<Connections> connections_;
  asio::io_context context_{1};
  AnswerBox answers_{context_};
  std::deque<Listener> listeners_;
  std::deque<Repeated> repeated_;
  asio::signal_set ends_;
  asio::signal_set hangups_;
  asio::steady_timer ending_;
  asio::steady_timer next_look_;
  bool ended_ = false;
};

HttpServer::HttpServer(Metrics& metrics, ServerCalls calls)
    : parts_(std::make_unique<Parts>(metrics, std::move(calls))) {}

HttpServer::~HttpServer() = default;

std::string HttpServer::listen(ServerAddress& where) {
  return parts_->listen(where);
}

void HttpServer::post(std::function<void()> work) {
  parts_->post(std::move(work));
}

void HttpServer::repeat(std::int64_t interval_s, std::function<void()> work) {
  parts_->repeat(interval_s, std::move(work));
}

void HttpServer::show(std::shared_ptr<const TlsIdentity> identity) {
  parts_->show(identity);
}

void HttpServer::run() {
  parts_->run();
}

}  // namespace akkoord
