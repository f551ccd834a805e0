// SPDX-License-Identifier: MIT
#include <cstdio>
#include <optional>
#include <string>
#include <utility>

#include "cli/arguments.h"
#include "cli/clock.h"
#include "cli/commands.h"
#include "cli/diagnostic_text.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/lock_input.h"
#include "cli/policy_input.h"
#include "core/compile/catalogue.h"
#include "core/compile/compile.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/quoted.h"
#include "core/declare/draw_up.h"
#include "core/declare/html.h"
#include "core/declare/markdown.h"
#include "core/declare/names.h"
#include "core/declare/page_file.h"

namespace akkoord {

namespace {

constexpr Option options[] = {{.name = "--output", .short_name = "-o"},
                              {.name = "--language"},
                              {.name = "--jurisdiction"},
                              {.name = "--format"},
                              {.name = "--style", .takes_value = false},
                              {.name = "--page", .takes_value = false},
                              {.name = "--date"},
                              {.name = "--lock"},
                              {.name = "--help", .short_name = "-h", .takes_value = false}};

std::string_view output_of(const Arguments& arguments) noexcept {
  return arguments.value("--output").value_or("-");
}

std::string_view format_of(const Arguments& arguments) noexcept {
  const std::string_view output = output_of(arguments);
  std::string_view by_name = "html";
  if (output.ends_with(".md") || output.ends_with(".markdown")) by_name = "markdown";
  if (output.ends_with(".json")) by_name = "json";
  return arguments.value("--format").value_or(by_name);
}

/// What is wrong with the call; empty where nothing is.
std::string call_fault(const Arguments& arguments) {
  if (!arguments.fault().empty()) return arguments.fault();
  if (arguments.words().size() != 1) return "one POLICY is needed";
  const std::string_view format = format_of(arguments);
  if (format != "html" && format != "markdown" && format != "json") {
    return "--format is html, markdown or json";
  }
  for (const std::string_view of_html : {"--page", "--style"}) {
    if (format != "html" && arguments.has(of_html)) return std::string(of_html) + " is for html";
  }
  if (arguments.has("--page") && arguments.has("--style")) return "--page has its style already";
  const std::optional<std::string_view> date = arguments.value("--date");
  if (date && !is_date(*date)) return "--date is a day, YYYY-MM-DD";
  return {};
}

/// The texts to declare in; null where the policy has not that language, which is said.
const JsonValue* language_for(const Arguments& arguments, const OpenedPolicy& opened) {
  const std::optional<std::string_view> wanted = arguments.value("--language");
  if (!wanted) return &opened.languages.front();
  std::string known;
  for (const JsonValue& language : opened.languages) {
    const std::string_view tag = text_at(language, "language");
    if (tag == *wanted) return &language;
    known.append(known.empty() ? "" : ", ").append(tag);
  }
  refuse_call("declare", "the policy has no language " + in_quotes(*wanted) + "; it has " + known);
  return nullptr;
}

/// The country to declare for, as the policy spells it, empty for all; nothing where the policy has
/// not that one, which is said.
std::optional<std::string_view> country_for(const Arguments& arguments, const Policy& policy) {
  const std::optional<std::string_view> wanted = arguments.value("--jurisdiction");
  if (!wanted) return std::string_view();
  if (const Jurisdiction* one = jurisdiction_of(policy, *wanted)) return one->country.text;
  std::string known;
  for (const Jurisdiction& one : policy.jurisdictions) {
    known.append(known.empty() ? "" : ", ").append(one.country.text);
  }
  refuse_call("declare",
              "the policy has no jurisdiction " + in_quotes(*wanted) + "; it has " + known);
  return std::nullopt;
}

/// The lock's date before what was typed, and that before the clock's: what visitors were shown is
/// as old as the lock says.
std::string date_for(const Arguments& arguments, const std::optional<std::string>& locked) {
  const std::optional<std::string_view> typed = arguments.value("--date");
  if (!locked || !is_date(*locked)) return typed ? std::string(*typed) : today();
  if (typed && *typed != *locked) {
    std::fprintf(stderr, "note: the lock file dates this revision %s; --date is not used.\n",
                 locked->c_str());
  }
  return *locked;
}

std::string declaration_text(const Arguments& arguments, const DeclarationInput& input) {
  const std::string_view format = format_of(arguments);
  if (format == "json") return declaration_json(input);
  const Declaration declaration = draw_up(input);
  if (format == "markdown") return declaration_markdown(declaration);
  const std::string_view style = input.catalogue.declaration_style;
  if (arguments.has("--page")) {
    return declaration_page(declaration, input.policy,
                            std::string(input.catalogue.declaration_page_style).append(style));
  }
  return (arguments.has("--style") ? style_element(style) : "") + declaration_html(declaration);
}

}  // namespace

ExitCode run_declare(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  if (arguments.fault().empty() && arguments.has("--help")) {
    std::fputs(declare_help.data(), stdout);
    return ExitCode::fine;
  }
  if (const std::string fault = call_fault(arguments); !fault.empty()) {
    return refuse_call("declare", fault);
  }
  ExitCode exit_code = ExitCode::fine;
  const std::optional<PolicyInput> files = read_policy_input(arguments, exit_code);
  if (!files) return exit_code;

  const Catalogue catalogue = embedded_catalogue();
  const OpenedPolicy opened = open_policy(files->compile_input(catalogue));
  if (!opened.ok()) {
    print_diagnostics(stderr, opened.diagnostics);
    std::fprintf(stderr, "%s\n", error_summary(opened.diagnostics, "Nothing was written.").c_str());
    return ExitCode::bad_input;
  }
  const JsonValue* language = language_for(arguments, opened);
  if (language == nullptr) return ExitCode::bad_call;
  const std::optional<std::string_view> country = country_for(arguments, opened.policy);
  if (!country) return ExitCode::bad_call;

  LockInput lock;
  if (!lock.read(arguments, opened.policy.id)) return ExitCode::machine_failed;
  std::optional<std::string> locked;
  if (const std::optional<LockFile> file = lock.file()) {
    locked = date_in_lock(*file, opened.policy.revision);
  }
  const std::string date = date_for(arguments, locked);
  // Only a fragment is sure to stand in a page that opens the settings.
  const bool in_page = format_of(arguments) != "markdown" && !arguments.has("--page");
  const std::string home = "https://" + opened.policy.hosts.front().text + "/";
  const DeclarationInput input{opened.policy,
                               *language,
                               catalogue,
                               date,
                               in_page ? settings_in_page : std::string_view(home),
                               *country};
  const std::string fault = put_text(declaration_text(arguments, input), output_of(arguments));
  if (fault.empty()) return ExitCode::fine;
  std::fprintf(stderr, "error: %s\n", printable(fault).c_str());
  return ExitCode::machine_failed;
}

}  // namespace akkoord
