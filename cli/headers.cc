// SPDX-License-Identifier: MIT
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/diagnostic_text.h"
#include "cli/help.h"
#include "cli/policy_input.h"
#include "core/blob.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/decision.h"
#include "core/page_policy.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr Option options[] = {{.name = "--for"},
                              {.name = "--cookie"},
                              {.name = "--route"},
                              {.name = "--gpc", .takes_value = false},
                              {.name = "--now"},
                              {.name = "--map-hosts"},
                              {.name = "--base"},
                              {.name = "--format"},
                              {.name = "--help", .short_name = "-h", .takes_value = false}};

std::optional<std::int64_t> seconds(std::string_view text) noexcept {
  std::int64_t number = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, number);
  if (text.empty() || error != std::errc() || stop != end || number < 0) return std::nullopt;
  return number;
}

std::int64_t clock_s() {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::seconds>(since_1970).count();
}

/// What is wrong with the call; empty where nothing is.
std::string call_fault(const Arguments& arguments) {
  if (!arguments.fault().empty()) return arguments.fault();
  if (arguments.words().size() != 1) return "one POLICY is needed";
  if (arguments.value("--for") != "plain") return "--for plain is needed: no other server is known";
  if (!arguments.value("--route").value_or("/").starts_with('/')) return "--route begins with /";
  const std::string_view format = arguments.value("--format").value_or("text");
  if (format != "text" && format != "json") return "--format is text or json";
  const std::optional<std::string_view> now = arguments.value("--now");
  if (now && !seconds(*now)) return "--now is a number of seconds";
  return {};
}

/// The policy for the visitor that the arguments describe; empty where it does not fit.
std::string policy_for(const Arguments& arguments, const std::string& blob) {
  const Result<PolicyBlob> opened = PolicyBlob::open(blob);
  if (!opened.ok()) return {};
  const std::optional<std::string_view> now = arguments.value("--now");
  const std::int64_t now_s = now ? seconds(*now).value_or(0) : clock_s();
  const Records records =
      read_records(arguments.value("--cookie").value_or(""), opened.value(), now_s);
  const Decision decision = decide(
      records, opened.value(), {arguments.has("--gpc"), arguments.value("--route").value_or("/")});
  std::string room(blob.size() + 4'096, '\0');
  const Result<std::string_view> text = page_policy(opened.value(), decision, room);
  return text.ok() ? std::string(text.value()) : std::string();
}

}  // namespace

ExitCode run_headers(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  if (arguments.fault().empty() && arguments.has("--help")) {
    std::fputs(headers_help.data(), stdout);
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
  const std::string text = opened.ok() ? policy_for(arguments, opened.blob) : std::string();
  if (json) {
    // A policy is made of checked patterns: nothing in it needs an escape.
    std::printf("{\"ok\":%s,\"diagnostics\":%s,\"headers\":{%s}}\n",
                text.empty() ? "false" : "true", diagnostics_json(opened.diagnostics).c_str(),
                text.empty() ? "" : ("\"Content-Security-Policy\":\"" + text + "\"").c_str());
    return text.empty() ? ExitCode::bad_input : ExitCode::fine;
  }
  if (text.empty()) {
    print_diagnostics(stderr, opened.diagnostics);
    std::fprintf(stderr, "%s\n",
                 error_summary(opened.diagnostics, "No header was printed.").c_str());
    return ExitCode::bad_input;
  }
  std::printf("Content-Security-Policy: %s\n", text.c_str());
  return ExitCode::fine;
}

}  // namespace akkoord
