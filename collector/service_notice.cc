// SPDX-License-Identifier: MIT
#include "collector/service_notice.h"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>

#include "collector/open_file.h"

namespace akkoord {

namespace {

std::string_view environment(const char* name) noexcept {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string_view() : value;
}

}  // namespace

void notify_service(std::string_view state) noexcept {
  const std::string_view path = environment("NOTIFY_SOCKET");
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.empty() || path.size() >= sizeof(address.sun_path)) return;
  std::copy(path.begin(), path.end(), address.sun_path);
  if (path.front() == '@') address.sun_path[0] = '\0';  // a name that is in no folder
  const OpenFile socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + path.size());
  if (!socket.is_open()) return;
  ::sendto(socket.number(), state.data(), state.size(), MSG_NOSIGNAL,
           reinterpret_cast<const sockaddr*>(&address), length);
}

std::int64_t watchdog_interval_s() noexcept {
  const std::string_view text = environment("WATCHDOG_USEC");
  std::int64_t interval_us = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), interval_us);
  return failed == std::errc() && end == text.data() + text.size() ? interval_us / 1'000'000 : 0;
}

}  // namespace akkoord
