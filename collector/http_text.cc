// SPDX-License-Identifier: MIT
#include "collector/http_text.h"

#include <boost/beast/http/status.hpp>
#include <ostream>  // which Boost's header forgets
#include <string_view>

namespace akkoord {

namespace {

constexpr std::size_t usual_head_bytes = 256;

class HeadWriter {
 public:
  explicit HeadWriter(std::string& text) : text_(text) {}

  void status(unsigned status) {
    const auto reason =
        boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(status));
    text_.append("HTTP/1.1 ").append(std::to_string(status)).append(" ");
    text_.append(reason.data(), reason.size()).append("\r\n");
  }
  HeadWriter& field(std::string_view name, std::string_view value) {
    text_.append(name).append(": ").append(value).append("\r\n");
    return *this;
  }

 private:
  std::string& text_;
};

}  // namespace

std::string http_text(const HttpReply& reply, HttpSending how) {
  std::string text;
  text.reserve(usual_head_bytes + reply.body.size());
  HeadWriter head(text);
  head.status(reply.status);
  head.field("Cache-Control",
             reply.fresh_s == 0 ? "no-store" : "public, max-age=" + std::to_string(reply.fresh_s));
  // What a request made us repeat is never taken for a script or a page.
  head.field("X-Content-Type-Options", "nosniff");
  if (!reply.allowed_methods.empty()) head.field("Allow", reply.allowed_methods);
  if (!reply.file_name.empty()) {
    head.field("Content-Disposition", "attachment; filename=\"" + reply.file_name + "\"");
  }
  if (!reply.content_type.empty()) head.field("Content-Type", reply.content_type);
  if (!reply.allowed_origin.empty()) {
    head.field("Access-Control-Allow-Origin", reply.allowed_origin).field("Vary", "Origin");
  }
  if (reply.is_preflight) {
    head.field("Access-Control-Allow-Methods", "POST")
        .field("Access-Control-Allow-Headers", "content-type")
        .field("Access-Control-Max-Age", "86400");
  }
  if (reply.retry_after_s > 0) head.field("Retry-After", std::to_string(reply.retry_after_s));
  for (const std::string& cookie : reply.cookies) head.field("Set-Cookie", cookie);
  if (!how.keep_alive) head.field("Connection", "close");
  // RFC 9110, 8.6: an answer to HEAD has the length of the body that it leaves out; 204 has none.
  if (reply.status != 204) head.field("Content-Length", std::to_string(reply.body.size()));
  text += "\r\n";
  if (!how.is_head) text += reply.body;
  return text;
}

}  // namespace akkoord
