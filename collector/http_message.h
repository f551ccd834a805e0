// SPDX-License-Identifier: MIT
//
// A request and its answer, whatever carries them.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace akkoord {

/// A request; views that live until answer() returns.
struct HttpRequest {
  std::string_view method{};        ///< E.g. "POST".
  std::string_view path{};          ///< The target, without query.
  std::string_view host{};          ///< Host.
  std::string_view origin{};        ///< Origin; empty where there is none.
  std::string_view fetch_site{};    ///< Sec-Fetch-Site.
  std::string_view content_type{};  ///< Content-Type.
  std::string_view cookies{};       ///< Cookie.
  std::string_view gpc{};           ///< Sec-GPC.
  std::string_view body{};          ///< The body.
};

/// An answer.
struct HttpReply {
  unsigned status = 204;               ///< The status code.
  std::string content_type{};          ///< Empty where there is no body.
  std::string body{};                  ///< The body.
  std::string allowed_origin{};        ///< Which origin may read it; empty: its own.
  bool is_preflight = false;           ///< Whether it says what that origin may send.
  std::vector<std::string> cookies{};  ///< Set-Cookie values.
  std::string_view allowed_methods{};  ///< Which a path takes, with a 405; a literal.
  unsigned retry_after_s = 0;          ///< When to come again; 0: unsaid.
  std::string file_name{};             ///< What it is saved as; empty: it is shown.
  unsigned fresh_s = 0;                ///< How long it may be kept; 0: not at all.
};

/// Takes an answer, once, on any thread.
using HttpReplyTo = std::function<void(HttpReply)>;

/// Answers a request, on the server's thread, now or later.
using HttpAnswer = std::function<void(const HttpRequest&, HttpReplyTo)>;

}  // namespace akkoord
