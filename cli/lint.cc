// SPDX-License-Identifier: MIT
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/lint_text.h"
#include "cli/lock_input.h"
#include "cli/policy_input.h"
#include "cli/site_option.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/compile/quoted.h"
#include "core/lint/findings_json.h"
#include "core/lint/findings_sarif.h"
#include "core/lint/policy_lint.h"

namespace akkoord {

namespace {

constexpr Option options[] = {{.name = "--output", .short_name = "-o"},
                              {.name = "--format"},
                              {.name = "--lock"},
                              {.name = "--map-hosts"},
                              {.name = "--site"},
                              {.name = "--pages"},
                              {.name = "--wait"},
                              {.name = "--time"},
                              {.name = "--own"},
                              {.name = "--chromium"},
                              {.name = "--browser-option"},
                              {.name = "--host-rules"},
                              {.name = "--help", .short_name = "-h", .takes_value = false}};

/// What is wrong with the call; empty where nothing is.
std::string call_fault(const Arguments& arguments) {
  if (!arguments.fault().empty()) return arguments.fault();
  if (arguments.words().size() != 1) return "one POLICY is needed";
  const std::string_view format = arguments.value("--format").value_or("text");
  if (format != "text" && format != "json" && format != "sarif") {
    return "--format is text, json or sarif";
  }
  return site_option_fault(arguments);
}

/// Where text goes: what it looks like depends on that.
std::string report_text(const Arguments& arguments, const Findings& findings) {
  const std::string_view format = arguments.value("--format").value_or("text");
  if (format == "json") return findings_json(findings);
  if (format == "sarif") return findings_sarif(findings, AKKOORD_VERSION);
  const bool is_printed = arguments.value("--output").value_or("-") == "-";
  return findings_text(is_printed ? stdout : nullptr, findings);
}

}  // namespace

ExitCode run_lint(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  if (arguments.fault().empty() && arguments.has("--help")) {
    std::fputs(lint_help.data(), stdout);
    return ExitCode::fine;
  }
  if (const std::string fault = call_fault(arguments); !fault.empty()) {
    return refuse_call("lint", fault);
  }
  ExitCode exit_code = ExitCode::fine;
  const std::optional<PolicyInput> files = read_policy_input(arguments, exit_code);
  if (!files) return exit_code;

  const Catalogue catalogue = embedded_catalogue();
  CompileInput input = files->compile_input(catalogue);
  const OpenedPolicy opened = open_policy(input);
  LockInput lock;
  if (!lock.read(arguments, opened.policy.id)) return ExitCode::machine_failed;
  input.lock = lock.file();

  Findings findings = lint_policy(input, opened);
  // A policy that does not compile is no measure for pages.
  if (arguments.has("--site") && opened.ok()) {
    std::optional<Findings> of_pages = lint_given_site(arguments, input, opened, exit_code);
    if (!of_pages) return exit_code;
    // Where neither fails the pages' evidence stays: it says more.
    findings = merged(std::move(*of_pages), std::move(findings));
  }
  const std::string fault =
      put_text(report_text(arguments, findings), arguments.value("--output").value_or("-"));
  if (!fault.empty()) {
    std::fprintf(stderr, "error: %s\n", printable(fault).c_str());
    return ExitCode::machine_failed;
  }
  return has_errors(findings) ? ExitCode::bad_input : ExitCode::fine;
}

}  // namespace akkoord
