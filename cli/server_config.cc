// SPDX-License-Identifier: MIT
#include "cli/server_config.h"

#include <cstdio>
#include <filesystem>
#include <optional>

#include "cli/diagnostic_text.h"
#include "cli/files.h"
#include "core/compile/quoted.h"

namespace akkoord {

namespace {

/// JSON of the files and their sizes; names are our own and need no escape.
std::string files_json(const std::vector<ServerFile>& files) {
  std::string list;
  for (const ServerFile& file : files) {
    if (!list.empty()) list += ',';
    list += R"({"name":")" + file.name + R"(","bytes":)" + std::to_string(file.text.size()) + "}";
  }
  return "[" + list + "]";
}

/// One file as it is; of several, each behind a line that names it.
void print_files(const std::vector<ServerFile>& files) {
  for (const ServerFile& file : files) {
    if (files.size() > 1) std::printf("# ---- %s ----\n", file.name.c_str());
    std::fputs(file.text.c_str(), stdout);
  }
}

/// Returns what failed, in words.
std::string write_into(std::string_view folder, const std::vector<ServerFile>& files) {
  std::vector<PendingFile> pending;
  pending.reserve(files.size());
  for (const ServerFile& file : files) {
    pending.push_back({std::filesystem::path(folder) / file.name, file.text});
  }
  return write_files(pending);
}

}  // namespace

ExitCode put_server_config(const ServerKind& kind, const OpenedPolicy& opened,
                           std::string_view base, const Arguments& arguments) {
  const std::vector<ServerFile> files = kind.write(server_table(opened, base));
  const std::optional<std::string_view> folder = arguments.value("--output");
  const std::string fault = folder ? write_into(*folder, files) : std::string();
  const bool json = arguments.value("--format") == "json";
  if (json) {
    std::printf("{\"ok\":%s,\"diagnostics\":%s,\"files\":%s}\n", fault.empty() ? "true" : "false",
                diagnostics_json(opened.diagnostics).c_str(), files_json(files).c_str());
  }
  if (!fault.empty()) {
    std::fprintf(stderr, "error: %s\n", printable(fault).c_str());
    return ExitCode::machine_failed;
  }
  if (json) return ExitCode::fine;
  if (!folder) {
    print_files(files);
    return ExitCode::fine;
  }
  std::printf("Wrote to %s:\n", printable(*folder).c_str());
  for (const ServerFile& file : files) std::printf("  %s\n", file.name.c_str());
  std::puts("The first lines of each file say where it goes.");
  return ExitCode::fine;
}

}  // namespace akkoord
