// SPDX-License-Identifier: MIT
#include "collector/http_server.h"

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <optional>
#include <unordered_set>
#include <utility>

#include "core/event/consent_event.h"

namespace akkoord {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = boost::beast::http;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::chrono::seconds longest_ending(10);
constexpr std::chrono::milliseconds pause_after_failure(100);

std::string_view view_of(beast::string_view text) noexcept {
  return {text.data(), text.size()};
}

/// What all sessions share.
struct Shared {
  Routes& routes;
  Metrics& metrics;
  ServerLimits limits;
  bool stopping = false;
  std::function<void()> one_ended{};
};

/// One connection.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(tcp::socket socket, Shared& shared, std::unordered_set<Session*>& open)
      : stream_(std::move(socket)),
        shared_(shared),
        open_(open),
        rate_(shared.limits.requests_per_connection_s) {
    open_.insert(this);
  }
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;
  ~Session() {
    open_.erase(this);
    if (shared_.one_ended) shared_.one_ended();
  }

  void read() {
    parser_.emplace();
    parser_->header_limit(max_head_bytes);
    parser_->body_limit(max_event_bytes);
    is_waiting_ = true;
    stream_.expires_after(std::chrono::seconds(shared_.limits.timeout_s));
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this()](error_code failed, std::size_t /*bytes*/) {
                       self->is_waiting_ = false;
                       self->take(failed);
                     });
  }

  /// Ends the connection where nobody waits for an answer.
  void end_if_idle() {
    if (is_waiting_) stream_.cancel();
  }

 private:
  void take(error_code failed) {
    if (!failed) return answer();
    if (failed == http::error::end_of_stream) return close();
    const bool was_idle = !parser_->got_some() && buffer_.size() == 0;
    if (failed == asio::error::operation_aborted || was_idle) return;
    shared_.metrics.add(Metric::requests_broken);
    HttpReply reply{.status = 400, .content_type = "text/plain", .body = "This is no HTTP/1.1.\n"};
    if (failed == http::error::body_limit) {
      reply = {.status = 413, .content_type = "text/plain", .body = "At most 8192 bytes.\n"};
    } else if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      reply = {.status = 431, .content_type = "text/plain", .body = "The head is too large.\n"};
    } else if (failed.category() != http::make_error_code(http::error::end_of_stream).category()) {
      return;  // gone, or too slow: nobody is there to be told
    }
    keep_alive_ = false;
    write(std::move(reply));
  }

  void answer() {
    const auto& message = parser_->get();
    keep_alive_ = message.keep_alive();
    is_head_ = message.method() == http::verb::head;
    if (!rate_.pass(RateLimit::Clock::now())) {
      shared_.metrics.add(Metric::requests_limited);
      keep_alive_ = false;
      return write({.status = 429, .retry_after_s = 5});
    }
    const std::string_view target = view_of(message.target());
    HttpRequest request;
    request.method = view_of(message.method_string());
    request.path = target.substr(0, target.find('?'));
    request.host = view_of(message[http::field::host]);
    request.origin = view_of(message[http::field::origin]);
    request.fetch_site = view_of(message["Sec-Fetch-Site"]);
    request.content_type = view_of(message[http::field::content_type]);
    request.cookies = view_of(message[http::field::cookie]);
    request.gpc = view_of(message["Sec-GPC"]);
    request.body = message.body();
    stream_.expires_never();
    // The store answers on its own thread: it hands the session on, so that none ends there.
    shared_.routes.answer(
        request, open_.size(), [self = shared_from_this()](HttpReply reply) mutable {
          const auto executor = self->stream_.get_executor();
          asio::post(executor, [session = std::move(self), given = std::move(reply)]() mutable {
            session->write(std::move(given));
          });
        });
  }

  void write(HttpReply reply) {
    message_ = {};
    message_.version(11);
    message_.result(reply.status);
    message_.set(http::field::cache_control, "no-store");
    if (!reply.content_type.empty()) message_.set(http::field::content_type, reply.content_type);
    if (!reply.allowed_origin.empty()) {
      message_.set(http::field::access_control_allow_origin, reply.allowed_origin);
      message_.set(http::field::vary, "Origin");
    }
    if (reply.is_preflight) {
      message_.set(http::field::access_control_allow_methods, "POST");
      message_.set(http::field::access_control_allow_headers, "content-type");
      message_.set(http::field::access_control_max_age, "86400");
    }
    if (reply.retry_after_s > 0) {
      message_.set(http::field::retry_after, std::to_string(reply.retry_after_s));
    }
    for (const std::string& cookie : reply.cookies) {
      message_.insert(http::field::set_cookie, cookie);
    }
    message_.keep_alive(keep_alive_ && !shared_.stopping);
    // RFC 9110, 8.6: an answer to HEAD has the length of the body that it leaves out; 204 has none.
    if (reply.status != 204) message_.content_length(reply.body.size());
    if (!is_head_) message_.body() = std::move(reply.body);
    stream_.expires_after(std::chrono::seconds(shared_.limits.timeout_s));
    http::async_write(stream_, message_,
                      [self = shared_from_this()](error_code failed, std::size_t /*bytes*/) {
                        if (failed) return;
                        if (!self->message_.keep_alive()) return self->close();
                        self->read();
                      });
  }

  void close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  }

  beast::tcp_stream stream_;
  Shared& shared_;
  std::unordered_set<Session*>& open_;
  RateLimit rate_;
  beast::flat_buffer buffer_{2UL * max_head_bytes + max_event_bytes};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> message_;
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool is_waiting_ = false;
};

}  // namespace

class HttpServer::Parts {
 public:
  Parts(Routes& routes, Metrics& metrics, ServerLimits limits)
      : shared_{routes, metrics, limits},
        acceptor_(context_),
        signals_(context_, SIGTERM, SIGINT),
        pause_(context_),
        ending_(context_) {
    signals_.async_wait([this](error_code failed, int /*signal*/) {
      if (!failed) stop();
    });
  }

  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;
  ~Parts() { shared_.one_ended = nullptr; }  // sessions end with context_, timers before it

  std::string listen(const std::string& address, std::uint16_t port) {
    error_code failed;
    const asio::ip::address parsed = asio::ip::make_address(address, failed);
    const tcp::endpoint endpoint(parsed, port);
    if (!failed) acceptor_.open(endpoint.protocol(), failed);
    if (!failed) acceptor_.set_option(tcp::acceptor::reuse_address(true), failed);
    if (!failed) acceptor_.bind(endpoint, failed);
    if (!failed) acceptor_.listen(asio::socket_base::max_listen_connections, failed);
    return failed ? address + ":" + std::to_string(port) + ": " + failed.message() : std::string();
  }

  [[nodiscard]] std::uint16_t port() const { return acceptor_.local_endpoint().port(); }

  void run() {
    accept();
    context_.run();
  }

 private:
  void accept() {
    acceptor_.async_accept([this](error_code failed, tcp::socket socket) {
      if (shared_.stopping) return;
      if (failed) return accept_later();
      if (open_.size() < static_cast<std::size_t>(shared_.limits.max_connections)) {
        shared_.metrics.add(Metric::connections_accepted);
        error_code ignored;
        socket.set_option(tcp::no_delay(true), ignored);
        std::make_shared<Session>(std::move(socket), shared_, open_)->read();
      } else {
        shared_.metrics.add(Metric::connections_turned_away);
      }
      accept();
    });
  }

  /// Out of descriptors, mostly: others end meanwhile.
  void accept_later() {
    pause_.expires_after(pause_after_failure);
    pause_.async_wait([this](error_code failed) {
      if (!failed && !shared_.stopping) accept();
    });
  }

  void stop() {
    shared_.stopping = true;
    error_code ignored;
    acceptor_.close(ignored);
    pause_.cancel();
    for (Session* session : open_) session->end_if_idle();
    if (open_.empty()) return;
    ending_.expires_after(longest_ending);
    ending_.async_wait([this](error_code failed) {
      if (!failed) context_.stop();
    });
    shared_.one_ended = [this] {
      if (open_.empty()) ending_.cancel();
    };
  }

  Shared shared_;
  std::unordered_set<Session*> open_;
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::steady_timer pause_;
  asio::steady_timer ending_;
};

HttpServer::HttpServer(Routes& routes, Metrics& metrics, ServerLimits limits)
    : parts_(std::make_unique<Parts>(routes, metrics, limits)) {}

HttpServer::~HttpServer() = default;

std::string HttpServer::listen(const std::string& address, std::uint16_t port) {
  return parts_->listen(address, port);
}

std::uint16_t HttpServer::port() const {
  return parts_->port();
}

void HttpServer::run() {
  parts_->run();
}

}  // namespace akkoord
