// SPDX-License-Identifier: MIT
//
// What whoever runs the collector is told:
//
//     GET  /healthz           200 while events come to disk, 503 while they don't
//     GET  /metrics           totals and figures, for Prometheus
//
// Neither knows of requests, let alone of visitors.
#pragma once

#include <string_view>

#include "collector/event_store.h"
#include "collector/http_message.h"
#include "collector/metrics.h"

namespace akkoord {

/// Answers them.
class OperationRoutes {
 public:
  /// Tells of `store` and `metrics`, which must outlive this.
  OperationRoutes(const EventStore& store, const Metrics& metrics) noexcept
      : store_(store), metrics_(metrics) {}

  /// Whether `path` is one of these.
  [[nodiscard]] static bool has(std::string_view path) noexcept;
  /// Answers `request`.
  void answer(const HttpRequest& request, const HttpReplyTo& reply) const;

 private:
  const EventStore& store_;
  const Metrics& metrics_;
};

}  // namespace akkoord
