// SPDX-License-Identifier: MIT
#include "cli/browser/deadline.h"

#include <signal.h>  // NOLINT(modernize-deprecated-headers): sigaction is POSIX's

#include <algorithm>
#include <csignal>

namespace akkoord {

namespace {

volatile std::sig_atomic_t interruption = 0;

extern "C" void note_interruption(int /*signal*/) {
  interruption = 1;
}

}  // namespace

int time_until_ms(Deadline deadline) noexcept {
  using std::chrono::milliseconds;
  const auto left =
      std::chrono::ceil<milliseconds>(deadline - std::chrono::steady_clock::now()).count();
  constexpr milliseconds::rep longest_ms = 60'000;
  return static_cast<int>(std::clamp<milliseconds::rep>(left, 0, longest_ms));
}

void heed_interruptions() noexcept {
  struct sigaction action = {};
  action.sa_handler = note_interruption;  // without SA_RESTART: a wait returns at once
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

bool is_interrupted() noexcept {
  return interruption != 0;
}

}  // namespace akkoord
