// SPDX-License-Identifier: MIT
#include "cli/policy_input.h"

#include <cstdio>
#include <filesystem>
#include <utility>

#include "cli/files.h"
#include "core/compile/quoted.h"
#include "core/compile/read.h"

namespace akkoord {

namespace {

std::optional<PolicyFile> read_policy_file(std::string_view path, ExitCode& exit_code) {
  PolicyFile file;
  file.path = path;
  ReadFile read = read_file(file.path, max_policy_bytes);
  if (read.state == ReadState::done) {
    file.text = std::move(read.text);
    if (file.path == "-") file.path = "(standard input)";
    return file;
  }
  std::fprintf(stderr, "%s: error: can't be read: %s\n", printable(path).c_str(),
               read.fault.c_str());
  exit_code = read.state == ReadState::missing ? ExitCode::bad_call : ExitCode::machine_failed;
  return std::nullopt;
}

}  // namespace

CompileInput PolicyInput::compile_input(const Catalogue& catalogue) const noexcept {
  CompileInput input{.policy = policy.input(), .base = base, .catalogue = catalogue};
  if (host_map) input.host_map = host_map->input();
  return input;
}

std::optional<PolicyInput> read_policy_input(std::string_view path, const Arguments& arguments,
                                             ExitCode& exit_code) {
  PolicyInput input;
  std::optional<PolicyFile> policy = read_policy_file(path, exit_code);
  if (!policy) return std::nullopt;
  input.policy = std::move(*policy);
  input.base = arguments.value("--base").value_or(default_base);
  if (const std::optional<std::string_view> hosts = arguments.value("--map-hosts")) {
    input.host_map = read_policy_file(*hosts, exit_code);
    if (!input.host_map) return std::nullopt;
  }
  return input;
}

std::optional<PolicyInput> read_policy_input(const Arguments& arguments, ExitCode& exit_code) {
  return read_policy_input(arguments.words().front(), arguments, exit_code);
}

}  // namespace akkoord
