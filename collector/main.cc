// SPDX-License-Identifier: MIT
//
// `akkoord-collector`, which `akkoord collect` and its like run: the part of Akkoord that keeps
// something.
#include <signal.h>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "collector/commands.h"
#include "collector/help.h"

namespace {

int refuse(const std::string& fault) {
  std::fprintf(stderr, "akkoord-collector: %s\nSee akkoord-collector --help.\n", fault.c_str());
  return 2;
}

/// A command: what it needs, and what runs it, with or without a word.
struct Command {
  std::string_view name;
  /// The options it takes besides --help, each after a blank.
  std::string_view options;
  std::string_view help;
  akkoord::CollectorExit (*run)(const akkoord::CollectorCall&);
  akkoord::CollectorExit (*run_on)(const akkoord::CollectorCall&, std::string_view);
};

constexpr std::string_view config_alone = " --config";
constexpr std::string_view prove_options =
    " --config --output --format --language --time-zone --list --site --from --to";
constexpr Command commands[] = {
    {"collect", " --config --check --listen --data", akkoord::collect_help, akkoord::run_collect,
     nullptr},
    {"export", " --config --data --output --format --what --from --to --policy --site",
     akkoord::export_help, akkoord::run_export, nullptr},
    {"backup", " --config --data --output", akkoord::backup_help, akkoord::run_backup, nullptr},
    {"erase", " --config --data --subject", akkoord::erase_help, akkoord::run_erase, nullptr},
    {"prove", prove_options, akkoord::prove_help, nullptr, akkoord::run_prove},
    {"shown", " --config --output", akkoord::collector_help, nullptr, akkoord::run_shown},
    {"verify", " --key --keys --format", akkoord::verify_help, nullptr, akkoord::run_verify},
    {"log-key", " --config --output --format", akkoord::collector_help, akkoord::run_log_key,
     nullptr},
    {"check-log", config_alone, akkoord::collector_help, akkoord::run_check_log, nullptr},
    {"clickhouse-schema", " --config --apply", akkoord::collector_help,
     akkoord::run_clickhouse_schema, nullptr},
    {"rotate-key", config_alone, akkoord::collector_help, akkoord::run_rotate_key, nullptr}};

const Command* command_named(std::string_view name) {
  for (const Command& command : commands) {
    if (command.name == name) return &command;
  }
  return nullptr;
}

/// Whether `option` is one of `options`, which stand behind blanks.
bool has_option(std::string_view options, std::string_view option) {
  const std::string spaced = std::string(options) + " ";
  return spaced.find(" " + std::string(option) + " ") != std::string::npos;
}

/// Where the value of `option` goes; null where it takes none.
std::string* value_of(akkoord::CollectorCall& call, std::string_view option) {
  using Call = akkoord::CollectorCall;
  constexpr std::pair<std::string_view, std::string Call::*> places[] = {
      {"--config", &Call::config},
      {"--listen", &Call::listen},
      {"--data", &Call::data},
      {"--output", &Call::output},
      {"--key", &Call::key},
      {"--keys", &Call::keys},
      {"--format", &Call::format},
      {"--language", &Call::language},
      {"--time-zone", &Call::time_zone},
      {"--site", &Call::site},
      {"--from", &Call::from},
      {"--to", &Call::to},
      {"--what", &Call::what},
      {"--policy", &Call::policy},
      {"--subject", &Call::subject}};
  for (const auto& [name, place] : places) {
    if (name == option) return &(call.*place);
  }
  return nullptr;
}

/// How many words besides options a command takes.
std::size_t words_of(const Command& command, const akkoord::CollectorCall& call) {
  return command.run_on == nullptr || call.list ? 0 : 1;
}

int run(const Command& command, std::span<char*> words) {
  akkoord::CollectorCall call;
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with('-')) {
      names.push_back(word);
      continue;
    }
    const std::size_t equals = word.find('=');
    const std::string option(word == "-o" ? "--output" : word.substr(0, equals));
    if (!has_option(command.options, option)) return refuse("unknown option " + option);
    std::string* value = value_of(call, option);
    if (value == nullptr) {
      (option == "--list" ? call.list : option == "--apply" ? call.apply : call.check_only) = true;
    } else if (equals != std::string_view::npos) {
      *value = word.substr(equals + 1);
    } else if (i + 1 < words.size()) {
      *value = words[++i];
    } else {
      return refuse(option + " needs a value");
    }
  }
  const std::size_t wanted = words_of(command, call);
  if (names.size() != wanted) {
    return refuse(std::string(command.name) + (wanted == 0 ? " takes no word" : " takes one word"));
  }
  const bool needs_config = command.options.starts_with(config_alone);
  if (needs_config && call.config.empty()) return refuse("--config FILE is needed");
  const std::string_view word = names.empty() ? std::string_view() : names.front();
  return static_cast<int>(command.run_on == nullptr ? command.run(call)
                                                    : command.run_on(call, word));
}

int run(std::span<char*> words) {
  if (words.empty()) return refuse("a command is needed");
  const Command* command = command_named(words.front());
  const bool wants_help = std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return word == "--help" || word == "-h";
  });
  if (wants_help) {
    std::fputs((command == nullptr ? akkoord::collector_help : command->help).data(), stdout);
    return 0;
  }
  if (command == nullptr) return refuse("unknown command " + std::string(words.front()));
  return run(*command, words.subspan(1));
}

}  // namespace

int main(int argument_count, char** argument_values) {
  // A peer that goes, or a quota on files, is an error to handle, no reason to die.
  ::signal(SIGPIPE, SIG_IGN);
  ::signal(SIGXFSZ, SIG_IGN);

  const std::span<char*> words(argument_values, static_cast<std::size_t>(argument_count));
  const int exit_code = run(words.subspan(words.empty() ? 0 : 1));
  // Output that did not reach its place is a failure, however well all else went.
  return std::fflush(stdout) != 0 || std::ferror(stdout) != 0 ? 3 : exit_code;
}
