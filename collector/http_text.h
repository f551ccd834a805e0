// SPDX-License-Identifier: MIT
//
// An answer as HTTP/1.1 writes it. In one piece, so that it takes one call to send.
#pragma once

#include <string>

#include "collector/http_message.h"

namespace akkoord {

/// How an answer is sent.
struct HttpSending {
  bool keep_alive = false;  ///< Whether another request may follow on the connection.
  bool is_head = false;     ///< Whether HEAD was asked: the body is left out, not its length.
};

/// Writes `reply`; its texts must have no line ends in them, as those of routes have none.
[[nodiscard]] std::string http_text(const HttpReply& reply, HttpSending how);

}  // namespace akkoord
