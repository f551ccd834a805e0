// SPDX-License-Identifier: MIT
//
// What a page can't do for its visitor's records: Safari cuts cookies that scripts write to seven
// days, so a choice is issued again by the server, unchanged, for the rest of its life; and cookies
// that scripts don't see (HttpOnly) end with the consent of the service that set them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "collector/site_policy.h"

namespace akkoord {

/// A visitor's request, as far as records go.
struct RecordRequest {
  /// Its Cookie header.
  std::string_view cookies{};
  /// The page's host, with its port if any.
  std::string_view host{};
  /// Whether the page came by https.
  bool secure = true;
  /// Whether it has Sec-GPC: 1.
  bool gpc = false;
  /// The time, UTC.
  std::int64_t now_s = 0;
};

/// Set-Cookie values.
struct RecordAnswer {
  /// The records, issued again; none where they are not current.
  std::vector<std::string> records{};
  /// Ends of HttpOnly cookies.
  std::vector<std::string> ended{};
};

/// Reads the records among the cookies and answers them under `policy`.
[[nodiscard]] RecordAnswer reissue(const SitePolicy& policy, const RecordRequest& request);

}  // namespace akkoord
