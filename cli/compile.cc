// SPDX-License-Identifier: MIT
#include "core/compile/compile.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/arguments.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/diagnostic_text.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/lock_input.h"
#include "cli/policy_input.h"
#include "core/compile/catalogue.h"
#include "core/compile/quoted.h"
#include "core/declare/names.h"
#include "core/declare/page_file.h"

namespace akkoord {

namespace {

constexpr Option options[] = {{.name = "--output", .short_name = "-o"},
                              {.name = "--base"},
                              {.name = "--map-hosts"},
                              {.name = "--lock"},
                              {.name = "--date"},
                              {.name = "--format"},
                              {.name = "--help", .short_name = "-h", .takes_value = false}};

/// What is wrong with the call; empty where nothing is.
std::string call_fault(const Arguments& arguments) {
  if (!arguments.fault().empty()) return arguments.fault();
  if (arguments.words().size() != 1) return "one POLICY is needed";
  if (!arguments.value("--output")) return "-o DIR is needed";
  const std::string_view format = arguments.value("--format").value_or("text");
  if (format != "text" && format != "json") return "--format is text or json";
  const std::optional<std::string_view> date = arguments.value("--date");
  if (date && !is_date(*date)) return "--date is a day, YYYY-MM-DD";
  return {};
}

/// JSON of files and their sizes; names are our own and need no escape.
std::string files_json(const CompileOutcome& outcome) {
  std::string list;
  for (const OutputFile& file : outcome.files) {
    if (!list.empty()) list += ',';
    list += R"({"name":")" + file.name + R"(","bytes":)" + std::to_string(file.text.size()) + "}";
  }
  return "[" + list + "]";
}

void print_json(const CompileOutcome& outcome, bool ok) {
  std::printf("{\"ok\":%s,\"diagnostics\":%s,\"files\":%s,\"bootstrap_hash\":\"%s\"}\n",
              ok ? "true" : "false", diagnostics_json(outcome.diagnostics).c_str(),
              files_json(outcome).c_str(), outcome.bootstrap_hash.c_str());
}

/// A number with a comma before each three digits.
std::string grouped(std::size_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

void print_summary(const CompileOutcome& outcome, std::string_view folder) {
  std::printf("Wrote to %s:\n", printable(folder).c_str());
  std::size_t width = 0;
  for (const OutputFile& file : outcome.files) width = std::max(width, file.name.size());
  for (const OutputFile& file : outcome.files) {
    std::printf("  %-*s %9s bytes\n", static_cast<int>(width), file.name.c_str(),
                grouped(file.text.size()).c_str());
  }
  std::printf(
      "Paste snippet.html first in head, or header.html where the server sends the page policy\n"
      "(akkoord headers). A site policy that forbids inline code needs for the snippet:\n"
      "  script-src '%s' 'wasm-unsafe-eval'\n",
      outcome.bootstrap_hash.c_str());
}

ExitCode write_outcome(const CompileOutcome& outcome, std::string_view folder,
                       const std::optional<std::filesystem::path>& lock) {
  std::vector<PendingFile> files;
  for (const OutputFile& file : outcome.files) {
    files.push_back({std::filesystem::path(folder) / file.name, file.text});
  }
  if (lock) files.push_back({*lock, outcome.lock});
  const std::string fault = write_files(files);
  if (fault.empty()) return ExitCode::fine;
  std::fprintf(stderr, "error: %s\n", printable(fault).c_str());
  return ExitCode::machine_failed;
}

}  // namespace

ExitCode run_compile(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  if (arguments.fault().empty() && arguments.has("--help")) {
    std::fputs(compile_help.data(), stdout);
    return ExitCode::fine;
  }
  if (const std::string fault = call_fault(arguments); !fault.empty()) {
    return refuse_call("compile", fault);
  }
  ExitCode exit_code = ExitCode::fine;
  const std::optional<PolicyInput> files = read_policy_input(arguments, exit_code);
  if (!files) return exit_code;

  const Catalogue catalogue = embedded_catalogue();
  CompileInput input = files->compile_input(catalogue);
  // The lock is called after the policy's id, which is known only when the policy is read.
  OpenedPolicy opened = open_policy(input);
  LockInput lock;
  if (!lock.read(arguments, opened.ok() ? opened.policy.id : "")) return ExitCode::machine_failed;
  input.lock = lock.file();

  // Without a lock nobody remembers the day, and the files must not differ from day to day.
  const std::string clock = lock.path() ? today() : std::string();
  input.date = arguments.value("--date").value_or(clock);
  if (opened.ok()) opened.further = declaration_files(input, opened);
  const CompileOutcome outcome = compile(input, std::move(opened));
  const bool json = arguments.value("--format") == "json";
  if (!json) print_diagnostics(stderr, outcome.diagnostics);
  const std::string_view folder = *arguments.value("--output");
  exit_code = outcome.ok() ? write_outcome(outcome, folder, lock.path()) : ExitCode::bad_input;
  if (json) {
    print_json(outcome, exit_code == ExitCode::fine);
  } else if (exit_code == ExitCode::fine) {
    print_summary(outcome, folder);
  } else if (exit_code == ExitCode::bad_input) {
    std::fprintf(stderr, "%s\n",
                 error_summary(outcome.diagnostics, "Nothing was written.").c_str());
  }
  return exit_code;
}

}  // namespace akkoord
