// SPDX-License-Identifier: MIT
#include "collector/clock.h"

#include <chrono>

namespace akkoord {

std::int64_t clock_s() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
}

}  // namespace akkoord
