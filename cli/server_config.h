// SPDX-License-Identifier: MIT
//
// Writes or prints what `akkoord headers --for SERVER` comes to.
#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/exit_code.h"
#include "core/compile/compile.h"
#include "core/compile/server/server_kind.h"

namespace akkoord {

/// Writes the files of `kind` into the folder of `--output`, or prints them where there is none.
/// `opened` has no errors.
ExitCode put_server_config(const ServerKind& kind, const OpenedPolicy& opened,
                           std::string_view base, const Arguments& arguments);

}  // namespace akkoord
