// SPDX-License-Identifier: MIT
//
// `akkoord prove`: akkoord-collector finds the proof; what takes a browser, printing it and showing
// the banner again, is done here.
#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/browser/chromium_process.h"
#include "cli/browser/pictured_page.h"
#include "cli/browser/temporary_folder.h"
#include "cli/chromium_option.h"
#include "cli/collector_program.h"
#include "cli/commands.h"
#include "cli/files.h"
#include "cli/pdf_attachment.h"
#include "cli/shown_banner.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

constexpr std::size_t max_page_bytes = 64U << 20U;
constexpr std::string_view command = "prove";
constexpr Option options[] = {
    {"--config"},           {"--output", "-o"}, {"--format"},   {"--language"},
    {"--time-zone"},        {"--render"},       {"--chromium"}, {"--browser-option"},
    {"--list", {}, false},  {"--site"},         {"--from"},     {"--to"},
    {"--help", "-h", false}};

ExitCode failed(const std::string& fault) {
  std::fprintf(stderr, "akkoord prove: %s\n", printable(fault).c_str());
  return ExitCode::machine_failed;
}

/// The words for akkoord-collector: the consent, the configuration, and what else is given.
std::vector<std::string> words_for(std::string_view name, const Arguments& arguments,
                                   std::initializer_list<std::string_view> passed) {
  std::vector<std::string> words = {std::string(name), std::string(arguments.words().front())};
  for (const std::string_view option : passed) {
    const std::optional<std::string_view> value = arguments.value(option);
    if (!value) continue;
    words.emplace_back(option);
    words.emplace_back(*value);
  }
  return words;
}

std::unique_ptr<ChromiumProcess> start_browser(const Arguments& arguments, std::string& fault) {
  const std::optional<std::string> program = chromium_for(arguments, command);
  if (!program) {
    fault = "a browser is needed for this";
    return nullptr;
  }
  return ChromiumProcess::start(*program, switches_for(arguments, command), fault);
}

/// The receipt in the page of a proof, as collector/proof_page.h draws it.
std::string_view receipt_in(std::string_view html) {
  constexpr std::string_view start = R"(id="akkoord-receipt">)";
  const std::size_t at = html.rfind(start);
  if (at == std::string_view::npos) return {};
  const std::string_view rest = html.substr(at + start.size());
  return rest.substr(0, rest.find("</script>"));
}

/// The proof's page on paper, the receipt attached.
std::optional<std::string> printed(const ChromiumProcess& chromium, const std::string& html,
                                   std::string& fault) {
  const std::string address = "https://proof.invalid/";
  PicturedPage page(chromium, [&](std::string_view url) -> std::optional<PageFile> {
    if (url != address) return std::nullopt;
    return PageFile{"text/html; charset=utf-8", html};
  });
  fault = page.open({1'024, 1'400});
  if (fault.empty()) fault = page.navigate(address);
  if (!fault.empty()) return std::nullopt;
  // On paper nothing can be unfolded.
  const auto unfolded =
      page.run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
  std::optional<std::string> pdf = unfolded ? page.print() : std::nullopt;
  if (pdf) pdf = with_attachment(std::move(*pdf), "consent-receipt.json", receipt_in(html));
  if (!pdf) fault = page.fault().empty() ? "Chromium prints nothing of use" : page.fault();
  return pdf;
}

ExitCode print_proof(const Arguments& arguments) {
  const std::optional<std::string_view> output = arguments.value("--output");
  if (!output || *output == "-") return refuse_call(command, "-o FILE is needed for a PDF");
  const TemporaryFolder folder;
  const std::string page = folder.path() + "/proof.html";
  std::vector<std::string> words =
      words_for(command, arguments, {"--config", "--language", "--time-zone"});
  words.insert(words.end(), {"--format", "html", "--output", page});
  const ExitCode exit = ask_collector(words);
  if (exit != ExitCode::fine) return exit;
  const ReadFile html = read_file(page, max_page_bytes);
  if (html.state != ReadState::done) return failed("the proof can't be read: " + html.fault);
  std::string fault;
  const std::unique_ptr<ChromiumProcess> chromium = start_browser(arguments, fault);
  if (!chromium) return failed(fault);
  const std::optional<std::string> pdf = printed(*chromium, html.text, fault);
  if (pdf) fault = put_text(*pdf, *output);
  return fault.empty() ? ExitCode::fine : failed(fault);
}

ExitCode render_banner(const Arguments& arguments, std::string_view output) {
  const bool is_picture = output.ends_with(".png");
  if (!is_picture && !output.ends_with(".html")) {
    return refuse_call(command, "--render takes a .png or .html");
  }
  const TemporaryFolder folder;
  const std::string shown = folder.path() + "/shown";
  std::vector<std::string> words = words_for("shown", arguments, {"--config"});
  words.insert(words.end(), {"--output", shown});
  const ExitCode exit = ask_collector(words);
  if (exit != ExitCode::fine) return exit;
  std::string fault;
  const std::unique_ptr<ChromiumProcess> chromium = start_browser(arguments, fault);
  if (!chromium) return failed(fault);
  const std::optional<std::string> banner =
      show_banner(*chromium, shown, is_picture ? BannerForm::picture : BannerForm::page, fault);
  if (banner) fault = put_text(*banner, output);
  return fault.empty() ? ExitCode::fine : failed(fault);
}

}  // namespace

ExitCode run_prove(std::span<const std::string_view> words) {
  const Arguments arguments(words, options);
  const std::optional<std::string_view> render = arguments.value("--render");
  const bool prints = arguments.value("--format") == "pdf";
  if (arguments.has("--help")) return run_collector(command, words);
  if (!arguments.fault().empty()) return refuse_call(command, arguments.fault());
  if (!render && !prints) {
    const bool wants_browser = arguments.has("--chromium") || arguments.has("--browser-option");
    if (wants_browser) return refuse_call(command, "a browser is for --render and --format pdf");
    return run_collector(command, words);
  }
  if (arguments.words().size() != 1) return refuse_call(command, "one consent's ID is needed");
  heed_interruptions();
  return render ? render_banner(arguments, *render) : print_proof(arguments);
}

}  // namespace akkoord
