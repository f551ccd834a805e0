// SPDX-License-Identifier: MIT
//
// HTTP/1.1 over one connection, read by Boost.Beast: a request is read, answered and written, then
// the next. Bounded heads and bodies, a deadline for each request and answer, a rate. What carries
// it is `Stream`, a socket or TLS over one; who derives says how it begins and closes.
//
// Deadlines are looked at by the server now and then (end_if_late): a timer of its own for each
// took as long as reading the request.
#pragma once

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/stream_traits.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "collector/connection.h"
#include "collector/http_text.h"
#include "collector/rate_limit.h"
#include "core/event/consent_event.h"
#include "core/event/event_fault.h"

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
    parser_.reset();
    fields_.release();
    parser_.emplace(std::piecewise_construct, std::make_tuple(),
                    std::make_tuple(FieldAllocator(&fields_)));
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
    error_code ignored;
    if (is_waiting_) beast::get_lowest_layer(stream_).cancel(ignored);
  }

  void end_if_late(Clock::time_point now) final {
    if (now < deadline_) return;
    is_late_ = true;
    error_code ignored;
    beast::get_lowest_layer(stream_).close(ignored);
  }

 protected:
  /// Tells the other side that nothing more will come, then calls linger().
  virtual void close() = 0;

  /// Passes over what the other side still sends, for a while: ended at once, the system would
  /// answer that by a reset, which may overtake our last words (RFC 9112, 9.6).
  void linger() {
    wait();
    deadline_ = Clock::now() + longest_farewell;
    buffer_.clear();
    beast::get_lowest_layer(stream_).async_read_some(
        buffer_.prepare(max_event_bytes),
        [self = this->shared_from_this()](error_code failed, std::size_t bytes) {
          self->passed_over_bytes_ += bytes;
          if (!failed && self->passed_over_bytes_ < most_passed_over_bytes) self->linger();
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
  using FieldAllocator = std::pmr::polymorphic_allocator<char>;

  static constexpr std::chrono::seconds longest_farewell{1};
  /// What the head of a browser's request takes; a larger one is allocated.
  static constexpr std::size_t usual_fields_bytes = 4'096;
  static constexpr std::size_t most_passed_over_bytes = 65'536;

  void take(error_code failed) {
    if (!failed) return answer();
    if (failed == http::error::end_of_stream) return close();
    const bool was_idle = !parser_->got_some() && buffer_.size() == 0;
    if (was_idle || (failed == asio::error::operation_aborted && !is_late_)) return;
    connections_.metrics.add(Metric::requests_broken);
    asked_ = Clock::now();
    keep_alive_ = false;
    if (failed == http::error::body_limit) {
      return write(refusal(413,
                           "the body has more than " + std::to_string(max_event_bytes) + " bytes",
                           "Send less: nothing of it was read."));
    }
    if (failed == http::error::header_limit || failed == http::error::buffer_overflow) {
      return write(refusal(431,
                           "the head has more than " + std::to_string(max_head_bytes) + " bytes",
                           "Send fewer cookies and shorter headers."));
    }
    if (failed.category() != http::make_error_code(http::error::end_of_stream).category()) {
      return;  // gone, or too slow: nobody is there to be told
    }
    write(refusal(400, "this is no HTTP/1.1", "Send a request as RFC 9112 has it."));
  }

  void answer() {
    const auto& message = parser_->get();
    // Who speaks HTTP/1.0 and asks to stay would wait for a promise that 1.1 has no words for.
    keep_alive_ = message.version() >= 11 && message.keep_alive();
    is_head_ = message.method() == http::verb::head;
    asked_ = Clock::now();
    if (!rate_.pass(asked_)) {
      connections_.metrics.add(Metric::requests_limited);
      keep_alive_ = false;
      HttpReply reply = refusal(429, "too many requests on one connection", "Send it again later.");
      reply.retry_after_s = 5;
      return write(std::move(reply));
    }
    if (const char* fault = ambiguity()) {
      connections_.metrics.add(Metric::requests_broken);
      keep_alive_ = false;
      return write(refusal(400, fault, "Send it as RFC 9112 has it, each of these headers once."));
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
    deadline_ = Clock::time_point::max();
    // The store answers on its own thread: it hands the session on, so that none ends there.
    connections_.answer(request, [self = this->shared_from_this()](HttpReply reply) mutable {
      AnswerBox& answers = self->connections_.answers;
      answers.put(std::move(self), std::move(reply));
    });
  }

  /// What Beast lets pass, but a proxy before us may read otherwise (RFC 9112, 3.2 and 6.1); null:
  /// nothing.
  [[nodiscard]] const char* ambiguity() const {
    const auto& message = parser_->get();
    if (message.version() >= 11 && message.count(http::field::host) != 1) {
      return "the request has no Host, or several";
    }
    if (message.count(http::field::origin) > 1) return "the request has several Origins";
    if (message.count("Sec-Fetch-Site") > 1) return "the request has several Sec-Fetch-Site";
    const bool encoded = message.find(http::field::transfer_encoding) != message.end();
    return encoded && !parser_->chunked() ? "its Transfer-Encoding is not known here" : nullptr;
  }

  static HttpReply refusal(unsigned status, std::string fault, std::string remedy) {
    return {.status = status,
            .content_type = "application/json",
            .body = fault_json({"", std::move(fault), std::move(remedy)})};
  }

  void write(HttpReply reply) final {
    connections_.metrics.answered(reply.status, Clock::now() - asked_);
    keep_alive_ = keep_alive_ && !connections_.stopping;
    answer_ = http_text(reply, {keep_alive_, is_head_});
    start_deadline();
    asio::async_write(stream_, asio::buffer(answer_),
                      [self = this->shared_from_this()](error_code failed, std::size_t /*bytes*/) {
                        if (failed) return;
                        if (!self->keep_alive_) return self->close();
                        self->read();
                      });
  }

  /// By when what begins now has to be done.
  void start_deadline() {
    deadline_ = Clock::now() + std::chrono::seconds(connections_.limits.timeout_s);
  }

  static std::string_view view_of(beast::string_view text) noexcept {
    return {text.data(), text.size()};
  }

  Stream stream_;
  Connections& connections_;
  RateLimit rate_;
  Clock::time_point asked_{};
  std::size_t passed_over_bytes_ = 0;
  beast::flat_buffer buffer_{2UL * max_head_bytes + max_event_bytes};
  std::array<std::byte, usual_fields_bytes> usual_fields_;
  std::pmr::monotonic_buffer_resource fields_{usual_fields_.data(), usual_fields_.size()};
  std::optional<http::request_parser<http::string_body, FieldAllocator>> parser_;
  std::string answer_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool keep_alive_ = false;
  bool is_head_ = false;
  bool is_waiting_ = false;
  bool is_late_ = false;
};

}  // namespace akkoord
