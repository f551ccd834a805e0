// SPDX-License-Identifier: MIT
#include "collector/log_line.h"

#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <nlohmann/json.hpp>

#include "core/compile/quoted.h"

namespace akkoord {

namespace {

using Line = nlohmann::ordered_json;

/// The words, and the journal's numbers (sd-daemon(3)).
struct Level {
  std::string_view word;
  std::string_view journal_mark;
};
constexpr std::array<Level, 3> levels = {{{"info", "<6>"}, {"warning", "<4>"}, {"error", "<3>"}}};

std::string time_text() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  std::array<char, 32> text{};
  ::gmtime_r(&now, &parts);
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

/// Whether standard error is what systemd says goes to its journal: "DEVICE:INODE".
bool is_journal() {
  const char* const named = std::getenv("JOURNAL_STREAM");
  struct stat error_file {};
  return named != nullptr && ::fstat(STDERR_FILENO, &error_file) == 0 &&
         std::to_string(error_file.st_dev) + ":" + std::to_string(error_file.st_ino) == named;
}

std::string json_of(const Line& line) {
  return line.dump(-1, ' ', false, Line::error_handler_t::replace) + "\n";
}

/// Lines that can't steer a terminal.
std::string indented(std::string_view text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return printable(text);
  return printable(text.substr(0, end)) + "\n    " + indented(text.substr(end + 1));
}

/// For who watches a terminal: `22:00:00 warning  the certificate expires soon  days=9`.
std::string readable(const Line& line) {
  const std::string time = line["time"];
  std::string level = line["level"];
  level.resize(7, ' ');
  std::string text = time.substr(11, 8) + " " + level + "  " + line["event"].get<std::string>();
  for (const auto& [name, value] : line.items()) {
    if (name == "time" || name == "level" || name == "event") continue;
    text.append("  ").append(name).append("=");
    text.append(value.is_string() ? indented(value.get<std::string>()) : value.dump());
  }
  return text + "\n";
}

}  // namespace

void log_line(LogLevel level, std::string_view event,
              std::initializer_list<std::pair<std::string_view, LogValue>> members) {
  static const bool for_people = ::isatty(STDERR_FILENO) == 1;
  static const bool for_journal = is_journal();
  const Level& said = levels[static_cast<std::size_t>(level)];
  Line line = {{"time", time_text()}, {"level", said.word}, {"event", event}};
  for (const auto& [name, value] : members) {
    std::visit([&, &key = name](const auto& one) { line[std::string(key)] = one; }, value);
  }
  std::string text = for_people ? readable(line) : json_of(line);
  if (for_journal) text.insert(0, said.journal_mark);
  std::fputs(text.c_str(), stderr);
}

}  // namespace akkoord
