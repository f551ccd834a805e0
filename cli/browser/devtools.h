// SPDX-License-Identifier: MIT
//
// Commands to Chromium and its answers (Chrome DevTools Protocol). Events that come in between go
// to whoever listens, in their order.
#pragma once

#include <cstdint>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "cli/browser/devtools_pipe.h"

namespace akkoord {

/// A conversation through one socket.
class Devtools {
 public:
  /// Takes an event: an object with "method", "params" and, but for the browser's own, "sessionId".
  using EventSink = std::function<void(const nlohmann::json& event)>;

  /// Speaks through `socket` and hands events to `sink`.
  Devtools(int socket, EventSink sink) : pipe_(socket), sink_(std::move(sink)) {}

  /// Sends a command whose answer does not matter. An empty session is the browser itself.
  void post(std::string_view method, const nlohmann::json& params, std::string_view session = {});
  /// Sends a command and returns its result; nothing where it is refused or not answered in time.
  [[nodiscard]] std::optional<nlohmann::json> ask(std::string_view method,
                                                  const nlohmann::json& params,
                                                  std::string_view session, Deadline deadline);
  /// Hands on the next message; false where none came in time or none will come any more.
  bool listen(Deadline deadline);
  /// Why no message will come any more; empty as long as some may.
  [[nodiscard]] const std::string& fault() const noexcept { return fault_; }

 private:
  std::int64_t send(std::string_view method, const nlohmann::json& params,
                    std::string_view session);

  DevtoolsPipe pipe_;
  EventSink sink_;
  std::string fault_;
  std::int64_t last_id_ = 0;
  std::int64_t awaited_id_ = 0;
  std::optional<nlohmann::json> answer_;
};

}  // namespace akkoord
