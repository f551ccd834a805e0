// SPDX-License-Identifier: MIT
//
// Why an event is not taken: where, what, and what its sender has to do. Nothing of it was stored.
#pragma once

#include <string>

namespace akkoord {

/// One reason; the first that was found.
struct EventFault {
  /// JSON Pointer (RFC 6901) of what it is about; empty for the whole.
  std::string pointer{};
  /// What is wrong. Repeats at most a few bytes of what was sent, printable.
  std::string fault{};
  /// What to do.
  std::string remedy{};
};

/// The fault as the JSON object that an answer carries: `{"error":{"pointer":...}}`.
[[nodiscard]] std::string fault_json(const EventFault& fault);

}  // namespace akkoord
