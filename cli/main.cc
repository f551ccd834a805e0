// SPDX-License-Identifier: MIT
//
// `akkoord`: the command line. Each command is in a file of its own name.
#include <cstdio>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/commands.h"
#include "cli/help.h"
#include "core/compile/quoted.h"

namespace akkoord {

ExitCode refuse_call(std::string_view command, std::string_view fault) {
  std::string name = "akkoord";
  if (!command.empty()) name.append(" ").append(command);
  std::fprintf(stderr, "%s: %s\nSee %s --help.\n", name.c_str(), printable(fault).c_str(),
               name.c_str());
  return ExitCode::bad_call;
}

namespace {

bool is_of_collector(std::string_view command) {
  return command == "collect" || command == "verify" || command == "export" ||
         command == "backup" || command == "erase";
}

ExitCode run(std::span<const std::string_view> words) {
  if (words.empty()) return refuse_call("", "a command is needed");
  const std::string_view command = words.front();
  if (command == "--help" || command == "-h") {
    std::fputs(akkoord_help.data(), stdout);
    return ExitCode::fine;
  }
  if (command == "--version") {
    std::puts("akkoord " AKKOORD_VERSION);
    return ExitCode::fine;
  }
  if (is_of_collector(command)) {
    return run_collector(command, words.subspan(1));
  }
  if (command == "compile") return run_compile(words.subspan(1));
  if (command == "declare") return run_declare(words.subspan(1));
  if (command == "headers") return run_headers(words.subspan(1));
  if (command == "inspect") return run_inspect(words.subspan(1));
  if (command == "lint") return run_lint(words.subspan(1));
  if (command == "prove") return run_prove(words.subspan(1));
  return refuse_call("", "unknown command " + std::string(command));
}

}  // namespace

}  // namespace akkoord

int main(int argument_count, char** argument_values) {
  const std::vector<std::string_view> words(argument_values + (argument_count > 0 ? 1 : 0),
                                            argument_values + argument_count);
  akkoord::ExitCode exit_code = akkoord::run(words);
  // Output that did not reach its place is a failure, however well all else went.
  if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0) {
    exit_code = akkoord::ExitCode::machine_failed;
  }
  return static_cast<int>(exit_code);
}
