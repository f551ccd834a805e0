// SPDX-License-Identifier: MIT
#include "collector/log_line.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <nlohmann/json.hpp>

namespace akkoord {

namespace {

constexpr std::array<std::string_view, 3> level_words = {"info", "warning", "error"};

std::string time_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  std::array<char, 32> text{};
  ::gmtime_r(&now, &parts);
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace

void log_line(LogLevel level, std::string_view event,
              std::initializer_list<std::pair<std::string_view, LogValue>> members) {
  nlohmann::ordered_json line = {{"time", time_text()},
                                 {"level", level_words[static_cast<std::size_t>(level)]},
                                 {"event", event}};
  for (const auto& [name, value] : members) {
    std::visit([&, &key = name](const auto& one) { line[std::string(key)] = one; }, value);
  }
  const std::string text =
      line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  std::fputs(text.c_str(), stderr);
}

}  // namespace akkoord
