// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/browser/deadline.h"
#include "cli/browser/page_visit.h"
#include "cli/chromium_option.h"
#include "cli/commands.h"
#include "cli/diagnostic_text.h"
#include "cli/files.h"
#include "cli/help.h"
#include "cli/inspection/inspection.h"
#include "cli/inspection/inspection_json.h"
#include "cli/inspection/inspection_text.h"
#include "cli/inspection/policy_draft.h"
#include "cli/page_address.h"
#include "cli/policy_input.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

constexpr Option options[] = {{.name = "--policy"},
                              {.name = "--observe", .takes_value = false},
                              {.name = "--own"},
                              {.name = "--wait"},
                              {.name = "--output", .short_name = "-o"},
                              {.name = "--format"},
                              {.name = "--chromium"},
                              {.name = "--browser-option"},
                              {.name = "--map-hosts"},
                              {.name = "--host-rules"},
                              {.name = "--base"},
                              {.name = "--help", .short_name = "-h", .takes_value = false}};

constexpr int default_wait_s = 5;
constexpr int longest_wait_s = 300;
constexpr int first_server_error = 500;

/// In seconds; nothing where it is out of bounds.
std::optional<std::int64_t> wait_of(const Arguments& arguments) {
  return arguments.number("--wait", default_wait_s, 0, longest_wait_s);
}

/// What is wrong with the call; empty where nothing is.
std::string call_fault(const Arguments& arguments) {
  if (!arguments.fault().empty()) return arguments.fault();
  if (arguments.words().empty()) return "one URL at least is needed";
  for (const std::string_view url : arguments.words()) {
    if (!is_page_address(url))
      return in_quotes(url) + " is no address of a page: write https://...";
  }
  const std::string_view format = arguments.value("--format").value_or("text");
  if (format != "text" && format != "json") return "--format is text or json";
  if (!wait_of(arguments)) return "--wait is a number of seconds from 0 to 300";
  if (arguments.value("--policy") == "-") return "--policy is a file";
  if (arguments.has("--map-hosts") && !arguments.has("--policy")) {
    return "--map-hosts goes with --policy";
  }
  return {};
}

/// What pages are judged by.
struct Standard {
  std::optional<PolicyInput> files;
  std::optional<OpenedPolicy> policy;
  std::unique_ptr<ServiceIndex> services;
};

/// Reads the policy, where one is given; nothing where that fails, which is then said.
std::optional<Standard> read_standard(const Arguments& arguments, const Catalogue& catalogue,
                                      ExitCode& exit_code) {
  Standard standard;
  std::optional<InputFile> host_map;
  if (const std::optional<std::string_view> path = arguments.value("--policy")) {
    standard.files = read_policy_input(*path, arguments, exit_code);
    if (!standard.files) return std::nullopt;
    const CompileInput input = standard.files->compile_input(catalogue);
    host_map = input.host_map;
    standard.policy = open_policy(input);
    if (!standard.policy->ok()) {
      print_diagnostics(stderr, standard.policy->diagnostics);
      std::fprintf(stderr, "%s\n",
                   error_summary(standard.policy->diagnostics, "No page was opened.").c_str());
      exit_code = ExitCode::bad_call;
      return std::nullopt;
    }
  }
  const OpenedPolicy* policy = standard.policy ? &*standard.policy : nullptr;
  standard.services = std::make_unique<ServiceIndex>(catalogue, policy, host_map);
  return standard;
}

/// Visits `url` as a new visitor; says on standard error where it can't be reached.
std::optional<PageReport> inspect_page(std::string_view url, const std::string& program,
                                       const std::vector<std::string>& switches,
                                       const Arguments& arguments, const Standard& standard) {
  VisitPlan plan;
  plan.url = url;
  plan.watching_time = std::chrono::seconds(wait_of(arguments).value_or(default_wait_s));
  plan.bypasses_policies = arguments.has("--observe");
  VisitRecord record;
  std::string fault;
  VisitOutcome outcome;
  if (const auto chromium = ChromiumProcess::start(program, switches, fault)) {
    outcome = visit_page(*chromium, plan, record);
    fault = outcome.fault;
    const std::string last_words = fault.empty() ? std::string() : chromium->last_words();
    if (!last_words.empty() && record.requests().empty()) {
      fault += "; its last words: " + std::string(cut(last_words, max_name_bytes));
    }
  }
  if (fault.empty() && record.status() >= first_server_error) {
    fault = "the server answered " + std::to_string(record.status());
  }
  if (!fault.empty()) {
    std::fprintf(stderr, "akkoord inspect: %s can't be inspected: %s\n",
                 printable(without_query(url)).c_str(), printable(fault).c_str());
    return std::nullopt;
  }
  const Policy* policy = standard.policy ? &standard.policy->policy : nullptr;
  PageReport report =
      report_on(url, record, own_hosts_of(url, policy, arguments), *standard.services);
  report.finished_loading = outcome.finished_loading;
  return report;
}

/// A draft that needs more than filling in says so.
void check_draft(const std::string& draft, const Catalogue& catalogue) {
  const OpenedPolicy opened = open_policy({.policy = {draft, "the draft"}, .catalogue = catalogue});
  if (opened.ok()) return;
  print_diagnostics(stderr, opened.diagnostics);
  std::fprintf(stderr, "The draft does not compile as it stands.\n");
}

std::string text_of(const std::vector<PageReport>& reports, const ReportStyle& style) {
  std::string text;
  for (const PageReport& report : reports) text += report_text(report, style) + "\n";
  const auto failing =
      std::count_if(reports.begin(), reports.end(), [](const auto& one) { return one.fails(); });
  if (!style.observes) {
    text += std::to_string(reports.size()) + (reports.size() == 1 ? " page, " : " pages, ") +
            (failing == 0 ? "none" : std::to_string(failing)) + " with something before consent.\n";
  }
  return text;
}

/// Puts `text` where `path` says; says where that failed.
bool put(const std::string& text, std::optional<std::string_view> path) {
  const std::string fault = put_text(text, path.value_or("-"));
  if (!fault.empty()) std::fprintf(stderr, "akkoord inspect: %s\n", printable(fault).c_str());
  return fault.empty();
}

bool report_all(const std::vector<PageReport>& reports, const Arguments& arguments,
                const Standard& standard, const Catalogue& catalogue) {
  ReportStyle style;
  style.observes = arguments.has("--observe");
  style.policy_path = arguments.value("--policy").value_or("");
  const bool json = arguments.value("--format") == "json";
  const std::optional<std::string_view> output = arguments.value("--output");
  std::string draft;
  if (style.observes) {
    draft = policy_draft(reports, standard.files ? standard.files->policy.text : "");
    check_draft(draft, catalogue);
  }
  const bool draft_apart = style.observes && output.has_value();
  std::string text = json ? reports_json(reports, style, draft) : text_of(reports, style);
  if (style.observes && !json && !draft_apart) text += "A draft of a policy:\n\n" + draft;
  if (draft_apart && !json) {
    text += "The draft of a policy is in " + printable(*output) + ".\n";
  }
  if (!draft_apart) return put(text, output);
  return put(draft, output) && put(text, std::nullopt);
}

}  // namespace

ExitCode run_inspect(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  if (arguments.fault().empty() && arguments.has("--help")) {
    std::fputs(inspect_help.data(), stdout);
    return ExitCode::fine;
  }
  if (const std::string fault = call_fault(arguments); !fault.empty()) {
    return refuse_call("inspect", fault);
  }
  ExitCode exit_code = ExitCode::fine;
  const Catalogue catalogue = embedded_catalogue();
  const std::optional<Standard> standard = read_standard(arguments, catalogue, exit_code);
  if (!standard) return exit_code;
  const std::optional<std::string> program = chromium_for(arguments, "inspect");
  if (!program) return ExitCode::machine_failed;
  const std::vector<std::string> switches = switches_for(arguments, "inspect");

  heed_interruptions();
  std::vector<PageReport> reports;
  for (const std::string_view url : arguments.words()) {
    std::optional<PageReport> report = inspect_page(url, *program, switches, arguments, *standard);
    if (report) reports.push_back(std::move(*report));
    if (is_interrupted()) break;
  }
  const bool all_reached = reports.size() == arguments.words().size();
  if (!reports.empty() && !report_all(reports, arguments, *standard, catalogue)) {
    return ExitCode::machine_failed;
  }
  if (!all_reached) return ExitCode::machine_failed;
  const bool fails = std::any_of(reports.begin(), reports.end(),
                                 [](const PageReport& report) { return report.fails(); });
  return fails && !arguments.has("--observe") ? ExitCode::bad_input : ExitCode::fine;
}

}  // namespace akkoord
