// SPDX-License-Identifier: MIT
//
// Messages to and from Chromium (`--remote-debugging-pipe`): JSON texts, each followed by a zero
// byte. Bounded in size and in time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "cli/browser/deadline.h"

namespace akkoord {

/// The longest message taken, in bytes.
inline constexpr std::size_t max_message_bytes = 64U << 20U;

/// How a wait for a message ended.
enum class Received : std::uint8_t { message, timed_out, closed, too_long, interrupted };

/// One end of the socket, which must outlive this.
class DevtoolsPipe {
 public:
  /// Speaks through `socket`, a stream socket.
  explicit DevtoolsPipe(int socket) noexcept : socket_(socket) {}

  /// Sends one message whole. Returns false where the other side is gone or takes nothing.
  [[nodiscard]] bool send(std::string_view json, Deadline deadline) const;
  /// Waits for the next message and puts it into `json`.
  [[nodiscard]] Received receive(std::string& json, Deadline deadline);

 private:
  [[nodiscard]] bool take(std::string& json);

  int socket_;
  std::string buffer_;
  std::size_t searched_bytes_ = 0;
};

}  // namespace akkoord
