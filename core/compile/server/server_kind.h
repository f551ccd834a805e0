// SPDX-License-Identifier: MIT
//
// The servers that a configuration can be written for: `akkoord headers --for NAME`. A new one is a
// file of its own and a line in server_kind.cc.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/compile/server/server_table.h"

namespace akkoord {

/// A server, or a language that one runs.
struct ServerKind {
  /// As the command line names it.
  std::string_view name;
  /// What it is, for the help text; at most 70 characters.
  std::string_view what;
  /// Writes its configuration: one file or several.
  std::vector<ServerFile> (*write)(const ServerTable& table);
};

/// All of them, in the order of the help text.
[[nodiscard]] std::span<const ServerKind> server_kinds() noexcept;

/// The one called `name`, or null.
[[nodiscard]] const ServerKind* server_kind_named(std::string_view name) noexcept;

}  // namespace akkoord
