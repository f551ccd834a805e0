// SPDX-License-Identifier: MIT
//
// `akkoord lint --site URL|DIR`: visits the site and judges it by the rules that need pages.
#pragma once

#include <optional>
#include <string>

#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "core/compile/compile.h"
#include "core/lint/finding.h"

namespace akkoord {

/// What is wrong with --site and the options that go with it (--pages, --wait, --time, --own,
/// --chromium, --browser-option, --host-rules); empty where nothing is.
[[nodiscard]] std::string site_option_fault(const Arguments& arguments);

/// Visits the site of --site and judges it by `policy`, which has no errors and was opened from
/// `input`. Nothing where that fails: why is then said on standard error and `exit_code` set.
[[nodiscard]] std::optional<Findings> lint_given_site(const Arguments& arguments,
                                                      const CompileInput& input,
                                                      const OpenedPolicy& policy,
                                                      ExitCode& exit_code);

}  // namespace akkoord
