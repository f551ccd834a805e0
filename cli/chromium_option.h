// SPDX-License-Identifier: MIT
//
// --chromium, --browser-option and --host-rules, which the commands that open pages share.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"

namespace akkoord {

/// The browser to start; says on standard error, as `command`, where there is none.
[[nodiscard]] std::optional<std::string> chromium_for(const Arguments& arguments,
                                                      std::string_view command);

/// The switches to start it with: those given, --host-rules behind `host_rules`, and as root
/// --no-sandbox, which is then said.
[[nodiscard]] std::vector<std::string> switches_for(const Arguments& arguments,
                                                    std::string_view command,
                                                    std::string host_rules = {});

}  // namespace akkoord
