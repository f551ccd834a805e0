// SPDX-License-Identifier: MIT
//
// The commands: each takes the words behind its name.
#pragma once

#include <span>
#include <string_view>

#include "cli/exit_code.h"

namespace akkoord {

/// `akkoord compile`: checks a policy and writes what a page needs.
ExitCode run_compile(std::span<const std::string_view> words);

/// `akkoord declare`: writes the cookie declaration of a policy.
ExitCode run_declare(std::span<const std::string_view> words);

/// `akkoord headers`: prints the page policy for one visitor.
ExitCode run_headers(std::span<const std::string_view> words);

/// `akkoord inspect`: opens pages in Chromium and lists what leaves and is stored without consent.
ExitCode run_inspect(std::span<const std::string_view> words);

/// `akkoord lint`: judges a policy by rules with their sources.
ExitCode run_lint(std::span<const std::string_view> words);

/// `akkoord prove`: writes the proof of a consent, or shows its banner again.
ExitCode run_prove(std::span<const std::string_view> words);

/// `akkoord collect`, `verify`, `export`, `backup`, `erase`: becomes akkoord-collector with that
/// command and the words.
ExitCode run_collector(std::string_view command, std::span<const std::string_view> words);

/// Says on standard error what is wrong with a call of `command`.
ExitCode refuse_call(std::string_view command, std::string_view fault);

}  // namespace akkoord
