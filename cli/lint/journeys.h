// SPDX-License-Identifier: MIT
//
// The visits that the rules need, in their order, and how many pages they see.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/lint/site_visitor.h"
#include "cli/lint/site_visits.h"

namespace akkoord {

/// The most pages that are opened in one visit.
inline constexpr int max_site_pages = 20;

/// Where to go.
struct JourneyPlan {
  /// The first page.
  std::string start_url;
  /// How many pages a visit sees, at most max_site_pages.
  int pages = 10;
  /// Beginnings of paths that tell of health: some such pages are always among them.
  std::vector<std::string> sensitive_routes{};
  /// What the site's records are called; empty where nobody says.
  std::vector<std::string> record_names{};
};

/// Makes all visits, as far as time allows.
[[nodiscard]] SiteVisits visit_site(SiteVisitor& visitor, const JourneyPlan& plan);

/// Whether the path of `url` lies under one of `routes` or holds a word that tells of treatments.
[[nodiscard]] bool tells_of_health(std::string_view url, const std::vector<std::string>& routes);

}  // namespace akkoord
