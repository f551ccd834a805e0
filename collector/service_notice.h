// SPDX-License-Identifier: MIT
//
// What systemd is told of a service of Type=notify: a datagram to the socket that it names in
// NOTIFY_SOCKET (sd_notify(3)). Where nobody named one, nothing is told.
#pragma once

#include <cstdint>
#include <string_view>

namespace akkoord {

/// Tells systemd, e.g. "READY=1"; whether it hears is its own affair.
void notify_service(std::string_view state) noexcept;

/// Within how many seconds systemd wants to hear "WATCHDOG=1"; 0: never (WATCHDOG_USEC).
[[nodiscard]] std::int64_t watchdog_interval_s() noexcept;

}  // namespace akkoord
