// SPDX-License-Identifier: MIT
//
// The files that a command about a policy is given, read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "core/compile/compile.h"

namespace akkoord {

/// A file that the compiler can be given.
struct PolicyFile {
  /// As messages name it.
  std::string path;
  /// Its bytes.
  std::string text;

  /// The view that the compiler takes.
  [[nodiscard]] InputFile input() const noexcept { return {text, path}; }
};

/// The policy and what it is compiled with.
struct PolicyInput {
  /// The policy.
  PolicyFile policy;
  /// The file of --map-hosts.
  std::optional<PolicyFile> host_map;
  /// Where the script lies.
  std::string base;

  /// What the compiler takes; views this.
  [[nodiscard]] CompileInput compile_input(const Catalogue& catalogue) const noexcept;
};

/// Reads the policy at `path`, and what `arguments` say about it. Where that fails, says why on
/// standard error and puts the exit code into `exit_code`.
[[nodiscard]] std::optional<PolicyInput> read_policy_input(std::string_view path,
                                                           const Arguments& arguments,
                                                           ExitCode& exit_code);

/// Reads the one POLICY of `arguments`, `--base` and the file of `--map-hosts`. Where that fails,
/// says why on standard error and puts the exit code into `exit_code`.
[[nodiscard]] std::optional<PolicyInput> read_policy_input(const Arguments& arguments,
                                                           ExitCode& exit_code);

}  // namespace akkoord
