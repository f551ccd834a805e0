// SPDX-License-Identifier: MIT
//
// `akkoord-collector`, which `akkoord collect` and its like run: the part of Akkoord that keeps
// something.
#include <signal.h>

#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "collector/commands.h"

namespace {

constexpr std::string_view help = R"(usage: akkoord-collector COMMAND --config FILE

  collect       take events until SIGTERM; with --check look at the configuration alone
  check-log     go through the whole proof log: leaves, records, heads, keys
  rotate-key    let the proof log go on under a new key, signed by the former one (stop it first)
  erase ID      delete the records of the chain that the consent ID belongs to

Exit codes: 0 fine, 1 the input is wrong, 2 the call is wrong, 3 the machine failed.
)";

int refuse(const std::string& fault) {
  std::fprintf(stderr, "akkoord-collector: %s\nSee akkoord-collector --help.\n", fault.c_str());
  return 2;
}

}  // namespace

int main(int argument_count, char** argument_values) {
  // A peer that goes, or a quota on files, is an error to handle, no reason to die.
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);

  akkoord::CollectorCall call;
  const std::span<char*> words(argument_values, static_cast<std::size_t>(argument_count));
  std::vector<std::string_view> names;
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      std::fputs(help.data(), stdout);
      return 0;
    }
    if (word == "--check") {
      call.check_only = true;
    } else if (word == "--config" && i + 1 < words.size()) {
      call.config = words[++i];
    } else if (word.starts_with("--config=")) {
      call.config = word.substr(9);
    } else if (word.starts_with('-')) {
      return refuse("unknown option, or a value is missing: " + std::string(word));
    } else {
      names.push_back(word);
    }
  }
  if (names.empty()) return refuse("a command is needed");
  if (call.config.empty()) return refuse("--config FILE is needed");
  const std::string_view command = names.front();
  if (command == "erase" && names.size() == 2) {
    return static_cast<int>(akkoord::run_erase(call, names[1]));
  }
  if (names.size() > 1) return refuse("too many words: " + std::string(names[1]));
  if (command == "collect") return static_cast<int>(akkoord::run_collect(call));
  if (command == "check-log") return static_cast<int>(akkoord::run_check_log(call));
  if (command == "rotate-key") return static_cast<int>(akkoord::run_rotate_key(call));
  return refuse("unknown command " + std::string(command));
}
