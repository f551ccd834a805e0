// SPDX-License-Identifier: MIT
#include "cli/browser/devtools_pipe.h"

#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>

namespace akkoord {

namespace {

/// Waits until the socket can take or give something; false where it can't in time.
bool is_ready(int socket, short what, Deadline deadline) {
  while (!is_interrupted()) {
    pollfd entry = {.fd = socket, .events = what, .revents = 0};
    const int time_ms = time_until_ms(deadline);
    const int ready = ::poll(&entry, 1, time_ms);
    if (ready > 0) return true;
    if (ready == 0 && time_until_ms(deadline) == 0) return false;
    if (ready < 0 && errno != EINTR) return false;
  }
  return false;
}

}  // namespace

bool DevtoolsPipe::send(std::string_view json, Deadline deadline) const {
  const std::string message = std::string(json) + '\0';
  std::string_view rest = message;
  while (!rest.empty()) {
    if (!is_ready(socket_, POLLOUT, deadline)) return false;
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno != EINTR && errno != EAGAIN) return false;
    if (sent > 0) rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool DevtoolsPipe::take(std::string& json) {
  const std::size_t end = buffer_.find('\0', searched_bytes_);
  if (end == std::string::npos) {
    searched_bytes_ = buffer_.size();
    return false;
  }
  json.assign(buffer_, 0, end);
  buffer_.erase(0, end + 1);
  searched_bytes_ = 0;
  return true;
}

Received DevtoolsPipe::receive(std::string& json, Deadline deadline) {
  std::array<char, 65'536> chunk{};
  while (!take(json)) {
    if (buffer_.size() > max_message_bytes) return Received::too_long;
    if (!is_ready(socket_, POLLIN, deadline)) {
      return is_interrupted() ? Received::interrupted : Received::timed_out;
    }
    const ssize_t count = ::recv(socket_, chunk.data(), chunk.size(), MSG_DONTWAIT);
    if (count == 0) return Received::closed;
    if (count > 0) {
      buffer_.append(chunk.data(), static_cast<std::size_t>(count));
    } else if (errno != EINTR && errno != EAGAIN) {
      return Received::closed;
    }
  }
  return Received::message;
}

}  // namespace akkoord
