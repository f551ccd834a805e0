// SPDX-License-Identifier: MIT
#include "collector/operation_routes.h"

namespace akkoord {

namespace {

constexpr std::string_view health_path = "/healthz";
constexpr std::string_view metrics_path = "/metrics";

HttpReply plain(unsigned status, std::string text) {
  return {.status = status, .content_type = "text/plain; charset=utf-8", .body = std::move(text)};
}

}  // namespace

bool OperationRoutes::has(std::string_view path) noexcept {
  return path == health_path || path == metrics_path;
}

void OperationRoutes::answer(const HttpRequest& request, const HttpReplyTo& reply) const {
  if (!has(request.path)) return reply(plain(404, "Nothing is here.\n"));
  if (request.method != "GET" && request.method != "HEAD") {
    HttpReply other = plain(405, "Only GET is taken here.\n");
    other.allowed_methods = "GET, HEAD";
    return reply(std::move(other));
  }
  const StoreFigures figures = store_.figures();
  if (request.path == health_path) {
    return reply(
        plain(figures.failing ? 503 : 200, figures.failing ? "events can't be stored\n" : "ok\n"));
  }
  HttpReply metrics = plain(200, metrics_.text(figures));
  metrics.content_type = "text/plain; version=0.0.4; charset=utf-8";
  reply(std::move(metrics));
}

}  // namespace akkoord
