// SPDX-License-Identifier: MIT
#include "cli/chromium_option.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "cli/browser/chromium_process.h"
#include "core/compile/quoted.h"

namespace akkoord {

std::optional<std::string> chromium_for(const Arguments& arguments, std::string_view command) {
  const std::string name(command);
  if (const std::optional<std::string_view> given = arguments.value("--chromium")) {
    std::string path(*given);
    if (is_program(path)) return path;
    std::fprintf(stderr, "akkoord %s: %s is no program that can be started.\n", name.c_str(),
                 printable(path).c_str());
    return std::nullopt;
  }
  const char* search_path = std::getenv("PATH");
  std::optional<std::string> found = find_chromium(search_path == nullptr ? "" : search_path);
  if (!found) {
    std::fprintf(stderr,
                 "akkoord %s: no Chromium here. On Debian: apt install %s; elsewhere name one with "
                 "--chromium.\n",
                 name.c_str(), std::string(chromium_package).c_str());
  }
  return found;
}

std::vector<std::string> switches_for(const Arguments& arguments, std::string_view command,
                                      std::string host_rules) {
  std::vector<std::string> switches;
  for (const std::string_view one : arguments.values("--browser-option")) {
    switches.emplace_back(one);
  }
  if (const std::optional<std::string_view> rules = arguments.value("--host-rules")) {
    host_rules += (host_rules.empty() ? "" : ", ") + std::string(*rules);
  }
  if (!host_rules.empty()) switches.push_back("--host-resolver-rules=" + host_rules);
  const std::string unsafe = "--no-sandbox";
  const bool is_given = std::find(switches.begin(), switches.end(), unsafe) != switches.end();
  if (::geteuid() == 0 && !is_given) {
    std::fprintf(stderr,
                 "akkoord %s: as root Chromium runs without its sandbox (--no-sandbox); better %s "
                 "as another user.\n",
                 std::string(command).c_str(), std::string(command).c_str());
    switches.push_back(unsafe);
  }
  return switches;
}

}  // namespace akkoord
