// SPDX-License-Identifier: MIT
//
// Addresses of pages that the commands open, and which hosts are those of the site behind one.
#pragma once

#include <string_view>

#include "cli/arguments.h"
#include "cli/inspection/own_hosts.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Whether `text` is an http or https address, without what can't stand in one.
[[nodiscard]] bool is_page_address(std::string_view text);

/// The hosts of the site behind the page `url`: those that share its registrable part, those that
/// `policy` names, where there is one, and those that --own adds.
[[nodiscard]] OwnHosts own_hosts_of(std::string_view url, const Policy* policy,
                                    const Arguments& arguments);

}  // namespace akkoord
