// SPDX-License-Identifier: MIT
//
// A page's report for people: by service, what it asked for and stored; then what was held, what
// is in order, and what to do. Whatever a site had a say in is printed without control characters.
#pragma once

#include <string>
#include <string_view>

#include "cli/inspection/inspection.h"

namespace akkoord {

/// How reports are told.
struct ReportStyle {
  /// Whether the page's policies were set aside: nothing then fails.
  bool observes = false;
  /// The policy's path as it was given; empty where there is none.
  std::string_view policy_path{};
};

/// The report, in lines that each end in '\n'.
[[nodiscard]] std::string report_text(const PageReport& report, const ReportStyle& style);

/// "local storage" and the like.
[[nodiscard]] std::string_view name_of(StorageKind kind) noexcept;

}  // namespace akkoord
