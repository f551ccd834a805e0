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

constexpr std::string_view help = R"(usage: akkoord-collector COMMAND ...

  collect --config FILE       take events until SIGTERM; with --check look at the configuration alone
  prove ID --config FILE      write the receipt of the consent ID, from its first choice to its last
  verify RECEIPT --key KEY    check a receipt; offline, by the log's public key alone
  log-key --config FILE       print that key
  check-log --config FILE     go through the whole proof log: leaves, records, heads, keys
  rotate-key --config FILE    let the log go on under a new key, signed by the former (stop first)
  erase ID --config FILE      delete the records of the chain that the consent ID belongs to

  -o, --output FILE           prove, log-key: where to write (default: print)

Exit codes: 0 fine, 1 the input is wrong, or a receipt does not hold, 2 the call is wrong, 3 the
machine failed.
)";

int refuse(const std::string& fault) {
  std::fprintf(stderr, "akkoord-collector: %s\nSee akkoord-collector --help.\n", fault.c_str());
  return 2;
}

/// What was typed, sorted.
struct Typed {
  akkoord::CollectorCall call{};
  std::vector<std::string_view> names{};
  bool wants_help = false;
  std::string fault{};
};

Typed sorted(std::span<char*> words) {
  Typed typed;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    std::string* value = nullptr;
    if (word == "--config") value = &typed.call.config;
    if (word == "--output" || word == "-o") value = &typed.call.output;
    if (word == "--key") value = &typed.call.key;
    if (value != nullptr && i + 1 < words.size()) {
      *value = words[++i];
    } else if (word == "--help" || word == "-h") {
      typed.wants_help = true;
    } else if (word == "--check") {
      typed.call.check_only = true;
    } else if (word.starts_with('-')) {
      typed.fault = "unknown option, or its value is missing: " + std::string(word);
    } else {
      typed.names.push_back(word);
    }
  }
  return typed;
}

/// A command, and whether it takes a word and a configuration.
struct Command {
  std::string_view name;
  bool needs_config;
  akkoord::CollectorExit (*run)(const akkoord::CollectorCall&);
  akkoord::CollectorExit (*run_on)(const akkoord::CollectorCall&, std::string_view);
};

constexpr Command commands[] = {{"collect", true, akkoord::run_collect, nullptr},
                                {"prove", true, nullptr, akkoord::run_prove},
                                {"verify", false, nullptr, akkoord::run_verify},
                                {"log-key", true, akkoord::run_log_key, nullptr},
                                {"check-log", true, akkoord::run_check_log, nullptr},
                                {"rotate-key", true, akkoord::run_rotate_key, nullptr},
                                {"erase", true, nullptr, akkoord::run_erase}};

int run(const Typed& typed) {
  if (!typed.fault.empty()) return refuse(typed.fault);
  if (typed.names.empty()) return refuse("a command is needed");
  for (const Command& command : commands) {
    if (command.name != typed.names.front()) continue;
    const std::size_t words = command.run_on == nullptr ? 1 : 2;
    if (typed.names.size() != words) {
      return refuse(std::string(command.name) +
                    (words == 1 ? " takes no word" : " takes one word"));
    }
    if (command.needs_config && typed.call.config.empty()) return refuse("--config FILE is needed");
    return static_cast<int>(words == 1 ? command.run(typed.call)
                                       : command.run_on(typed.call, typed.names[1]));
  }
  return refuse("unknown command " + std::string(typed.names.front()));
}

}  // namespace

int main(int argument_count, char** argument_values) {
  // A peer that goes, or a quota on files, is an error to handle, no reason to die.
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);

  const std::span<char*> words(argument_values, static_cast<std::size_t>(argument_count));
  const Typed typed = sorted(words.subspan(words.empty() ? 0 : 1));
  int exit_code = 0;
  if (typed.wants_help) {
    std::fputs(help.data(), stdout);
  } else {
    exit_code = run(typed);
  }
  // Output that did not reach its place is a failure, however well all else went.
  return std::fflush(stdout) != 0 || std::ferror(stdout) != 0 ? 3 : exit_code;
}
