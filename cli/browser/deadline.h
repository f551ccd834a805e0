// SPDX-License-Identifier: MIT
//
// Until when something may take: every wait for the browser has one, and an interruption (Ctrl-C,
// a CI job that is cancelled) ends all of them, so that what was started is always tidied up.
#pragma once

#include <chrono>

namespace akkoord {

/// A moment of a clock that no one sets.
using Deadline = std::chrono::steady_clock::time_point;

/// The moment that lies `time` ahead.
[[nodiscard]] inline Deadline after(std::chrono::milliseconds time) {
  return std::chrono::steady_clock::now() + time;
}

/// How long until `deadline`, in milliseconds; 0 when it has passed, at most a minute.
[[nodiscard]] int time_until_ms(Deadline deadline) noexcept;

/// Lets SIGINT and SIGTERM end waits instead of the program.
void heed_interruptions() noexcept;

/// Whether one has come.
[[nodiscard]] bool is_interrupted() noexcept;

}  // namespace akkoord
