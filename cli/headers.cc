// SPDX-License-Identifier: MIT
#include <cstdint>
#include <cstdio>
#include <limits>
#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/diagnostic_text.h"
#include "cli/help.h"
#include "cli/policy_input.h"
#include "cli/server_config.h"
#include "core/blob.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/compile/server/server_kind.h"
#include "core/decision.h"
#include "core/page_policy.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr Option options[] = {{.name = "--for"},
                              {.name = "--output", .short_name = "-o"},
                              {.name = "--cookie"},
                              {.name = "--route"},
                              {.name = "--host"},
                              {.name = "--jurisdiction"},
                              {.name = "--gpc", .takes_value = false},
                              {.name = "--now"},
                              {.name = "--map-hosts"},
                              {.name = "--base"},
                              {.name = "--format"},
                              {.name = "--help", .short_name = "-h", .takes_value = false}};

/// When the policy is to be read, in seconds UTC; nothing where --now is no such number.
std::optional<std::int64_t> now_of(const Arguments& arguments) {
  return arguments.number("--now", clock_s(), 0, std::numeric_limits<std::int64_t>::max());
}

/// What is wrong with --for; empty where nothing is.
std::string kind_fault(const Arguments& arguments) {
  const std::string_view name = arguments.value("--for").value_or("");
  if (name == "plain") {
    return arguments.has("--output") ? "-o is for a server's files: plain prints one line" : "";
  }
  if (server_kind_named(name) == nullptr) {
    std::string known = "plain";
    for (const ServerKind& kind : server_kinds()) known.append(" ").append(kind.name);
    return "--for is one of: " + known;
  }
  for (const std::string_view about_visitor :
       {"--cookie", "--route", "--host", "--jurisdiction", "--gpc", "--now"}) {
    if (arguments.has(about_visitor)) {
      return std::string(about_visitor) + " is for plain: a server asks each visitor's request";
    }
  }
  return {};
}

/// What is wrong with the call; empty where nothing is.
std::string call_fault(const Arguments& arguments) {
  if (!arguments.fault().empty()) return arguments.fault();
  if (arguments.words().size() != 1) return "one POLICY is needed";
  if (std::string fault = kind_fault(arguments); !fault.empty()) return fault;
  if (!arguments.value("--route").value_or("/").starts_with('/')) return "--route begins with /";
  const std::string_view format = arguments.value("--format").value_or("text");
  if (format != "text" && format != "json") return "--format is text or json";
  if (!now_of(arguments)) return "--now is a number of seconds";
  return {};
}

/// The policy for the visitor that the arguments describe; empty where it does not fit.
std::string policy_for(const Arguments& arguments, const std::string& blob) {
  const Result<PolicyBlob> opened = PolicyBlob::open(blob);
  if (!opened.ok()) return {};
  const Records records = read_records(arguments.value("--cookie").value_or(""), opened.value(),
                                       now_of(arguments).value_or(0));
  const Decision decision = decide(
      records, opened.value(),
      {arguments.has("--gpc"), arguments.value("--route").value_or("/"),
       arguments.value("--host").value_or(""), arguments.value("--jurisdiction").value_or("")});
  std::string room(blob.size() + 4'096, '\0');
  const Result<std::string_view> text = page_policy(opened.value(), decision, room);
  return text.ok() ? std::string(text.value()) : std::string();
}

/// Prints the one line, or JSON of it.
void print_header(const OpenedPolicy& opened, const std::string& text, bool json) {
  const char* name =
      opened.policy.observe ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy";
  if (!json) {
    std::printf("%s: %s\n", name, text.c_str());
    return;
  }
  // A policy is made of checked patterns: nothing in it needs an escape.
  std::printf("{\"ok\":true,\"diagnostics\":%s,\"headers\":{\"%s\":\"%s\"}}\n",
              diagnostics_json(opened.diagnostics).c_str(), name, text.c_str());
}

ExitCode refuse_policy(const Diagnostics& diagnostics, bool json) {
  if (json) {
    std::printf("{\"ok\":false,\"diagnostics\":%s,\"headers\":{}}\n",
                diagnostics_json(diagnostics).c_str());
  } else {
    print_diagnostics(stderr, diagnostics);
    std::fprintf(stderr, "%s\n", error_summary(diagnostics, "No header was printed.").c_str());
  }
  return ExitCode::bad_input;
}

void print_help() {
  std::fputs(headers_help.data(), stdout);
  for (const ServerKind& kind : server_kinds()) {
    std::printf("    %-12s %s\n", std::string(kind.name).c_str(), std::string(kind.what).c_str());
  }
  std::fputs(headers_help_options.data(), stdout);
}

}  // namespace

ExitCode run_headers(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  if (arguments.fault().empty() && arguments.has("--help")) {
    print_help();
    return ExitCode::fine;
  }
  if (const std::string fault = call_fault(arguments); !fault.empty()) {
    return refuse_call("headers", fault);
  }
  ExitCode exit_code = ExitCode::fine;
  const std::optional<PolicyInput> files = read_policy_input(arguments, exit_code);
  if (!files) return exit_code;

  const Catalogue catalogue = embedded_catalogue();
  const OpenedPolicy opened = open_policy(files->compile_input(catalogue));
  const bool json = arguments.value("--format") == "json";
  const ServerKind* kind = server_kind_named(*arguments.value("--for"));
  if (opened.ok() && kind != nullptr) {
    return put_server_config(*kind, opened, files->base, arguments);
  }
  const std::string text = opened.ok() ? policy_for(arguments, opened.blob) : std::string();
  if (text.empty()) return refuse_policy(opened.diagnostics, json);
  print_header(opened, text, json);
  return ExitCode::fine;
}

}  // namespace akkoord
