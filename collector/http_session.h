// SPDX-License-Identifier: MIT
//
// HTTP/1.1 over one connection, by Boost.Beast: a request is read, answered and written, then the
// next. Bounded heads and bodies, a deadline for each request and answer, a rate. What carries it
// is `Stream`, one of Beast's over TCP; who derives says how it begins and closes.
#pragma once

#include <boost/asio/post.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "collector/connection.h"
#include "collector/rate_limit.h"
#include "core/event/consent_event.h"

namespace akkoord {

namespace beast = boost::beast;
namespace http = boost::beast::http;

/// A connection that speaks HTTP over a `Stream`. Make it with std::make_shared and read().
template <typename Stream>
class HttpSession : public Connection, public std::enable_shared_from_this<HttpSession<Stream>> {
 public:
  /// Speaks over a stream made of `stream`.
  template <typename... Parts>
  explicit HttpSession(Connections& connections, Parts&&... stream)
      : stream_(std::forward<Parts>(stream)...),
        connections_(connections),
        rate_(connections.limits.requests_per_connection_s) {
    connections_.open.insert(this);
    connections_.metrics.connection_opened();
  }
  HttpSession(const HttpSession&) = delete;
  HttpSession& operator=(const HttpSession&) = delete;
  ~HttpSession() override {
    connections_.open.erase(this);
    connections_.metrics.connection_closed();
    if (connections_.one_ended) connections_.one_ended();
  }

  /// Waits for a request.
  void read() {
    parser_.emplace();
    parser_->header_limit(max_head_bytes);
    parser_->body_limit(max_event_bytes);
    wait();
    http::async_read(stream_, buffer_, *parser_,
                     [self = this->shared_from_this()](error_code failed, std::size_t /*bytes*/) {
                       self->wait_no_more();
                       self->take(failed);
                     });
  }

  void end_if_idle() final {
    if (is_waiting_) beast::get_lowest_layer(stream_).cancel();
  }

 protected:
  /// Tells the other side that nothing more will come, then calls linger().
  virtual void close() = 0;

  /// Passes over what the other side still sends, for a while: ended at once, the system would
  /// answer that by a reset, which may overtake our last words (RFC 9112, 9.6).
  void linger() {
    wait();
    auto& below = beast::get_lowest_layer(stream_);
    below.expires_after(longest_farewell);
    buffer_.clear();
    below.async_read_some(buffer_.prepare(max_event_bytes),
                          [self = this->shared_from_this()](error_code failed, std::size_t bytes) {
                            self->passed_over_bytes_ += bytes;
                            if (!failed && self->passed_over_bytes_ < most_passed_over_bytes)
                              self->linger();
                          });
  }

  /// Waits for the other side, until the deadline and as long as nobody stops the server.
  void wait() {
    is_waiting_ = true;
    start_deadline();
  }
  /// What it waited for has come, or never will.
  void wait_no_more() noexcept { is_waiting_ = false; }

  /// What it speaks over.
  [[nodiscard]] Stream& stream() noexcept { return stream_; }
  /// Where it belongs.
  [[nodiscard]] Connections& connections() noexcept { return connections_; }

 private:
  static constexpr std::chrono::seconds longest_farewell{1};
  static constexpr std::size_t most_passed_over_bytes = 65'536;

  void take(error_code failed) {
    if (!failed) return answer();
    if (failed == http::error::end_of_stream) return close();
    const bool was_idle = !parser_->got_some() && buffer_.size() == 0;
    if (failed == asio::error::operation_aborted || was_idle) return;
    connections_.metrics.add(Metric::requests_broken);
    asked_ = RateLimit::Clock::now();
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
    // Who speaks HTTP/1.0 and asks to stay would wait for a promise that 1.1 has no words for.
    keep_alive_ = message.version() >= 11 && message.keep_alive();
    is_head_ = message.method() == http::verb::head;
    asked_ = RateLimit::Clock::now();
    if (!rate_.pass(asked_)) {
      connections_.metrics.add(Metric::requests_limited);
      keep_alive_ = false;
      return write({.status = 429, .retry_after_s = 5});
    }
    if (const char* fault = ambiguity()) {
      connections_.metrics.add(Metric::requests_broken);
      keep_alive_ = false;
      return write({.status = 400, .content_type = "text/plain", .body = fault});
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
    beast::get_lowest_layer(stream_).expires_never();
    // The store answers on its own thread: it hands the session on, so that none ends there.
    connections_.answer(request, [self = this->shared_from_this()](HttpReply reply) mutable {
      const auto executor = self->stream_.get_executor();
      asio::post(executor, [session = std::move(self), given = std::move(reply)]() mutable {
        session->write(std::move(given));
      });
    });
  }

  /// What Beast lets pass, but a proxy before us may read otherwise (RFC 9112, 3.2 and 6.1); null:
  /// nothing.
  [[nodiscard]] const char* ambiguity() const {
    const auto& message = parser_->get();
    if (message.version() >= 11 && message.count(http::field::host) != 1) {
      return "One Host is needed.\n";
    }
    const bool encoded = message.find(http::field::transfer_encoding) != message.end();
    return encoded && !parser_->chunked() ? "This Transfer-Encoding is not known here.\n" : nullptr;
  }

  void write(HttpReply reply) {
    connections_.metrics.answered(reply.status, RateLimit::Clock::now() - asked_);
    message_ = {};
    message_.version(11);
    message_.result(reply.status);
    message_.set(
        http::field::cache_control,
        reply.fresh_s == 0 ? "no-store" : "public, max-age=" + std::to_string(reply.fresh_s));
    if (!reply.file_name.empty()) {
      message_.set(http::field::content_disposition,
                   "attachment; filename=\"" + reply.file_name + "\"");
    }
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
    message_.keep_alive(keep_alive_ && !connections_.stopping);
    // RFC 9110, 8.6: an answer to HEAD has the length of the body that it leaves out; 204 has none.
    if (reply.status != 204) message_.content_length(reply.body.size());
    if (!is_head_) message_.body() = std::move(reply.body);
    start_deadline();
    http::async_write(stream_, message_,
                      [self = this->shared_from_this()](error_code failed, std::size_t /*bytes*/) {
                        if (failed) return;
                        if (!self->message_.keep_alive()) return self->close();
                        self->read();
                      });
  }

  /// By when what begins now has to be done.
  void start_deadline() {
    beast::get_lowest_layer(stream_).expires_after(
        std::chrono::seconds(connections_.limits.timeout_s));
  }

  static std::string_view view_of(beast::string_view text) noexcept {
    return {text.data(), text.size()};
  }

  Stream stream_;
  Connections& connections_;
  RateLimit rate_;
  RateLimit::Clock::time_point asked_{};
  std::size_t passed_over_bytes_ = 0;
  beast::flat_buffer buffer_{2UL * max_head_bytes + max_event_bytes};
  std::optional<http::request_parser<http::string_body>> parser_;
  http::response<http::string_body> message_;
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool is_waiting_ = false;
};

}  // namespace akkoord
