// SPDX-License-Identifier: MIT
//
// What the collector says while it runs: a line of JSON each, on standard error. About the service,
// never about a visitor: no address, no id, nothing of a request.
//
//     {"time":"2026-11-21T22:00:00Z","level":"info","event":"listening","port":8147}
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace akkoord {

/// How grave it is.
enum class LogLevel : std::uint8_t { info, warning, error };

/// A value of a line.
using LogValue = std::variant<std::string, std::int64_t>;

/// Writes a line; from any thread.
void log_line(LogLevel level, std::string_view event,
              std::initializer_list<std::pair<std::string_view, LogValue>> members = {});

}  // namespace akkoord
