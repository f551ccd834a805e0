// SPDX-License-Identifier: MIT
//
// What is to be said of a visit: whose each request, cookie and stored item is, and whether it may
// happen before a visitor has chosen anything (ePrivacy 5(3), GDPR 6). URLs end here: what is
// reported has host and path, never a query, which may tell who somebody is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/own_hosts.h"
#include "cli/inspection/service_index.h"
#include "cli/inspection/visit_record.h"

namespace akkoord {

/// How many paths of a host are named.
inline constexpr std::size_t max_paths_named = 3;

/// Requests to one host that one service answers for.
struct RequestFinding {
  /// The host, with its port where that is not the scheme's own.
  std::string host;
  /// The first paths asked for.
  std::vector<std::string> paths{};
  /// How many requests.
  std::size_t count = 0;
  /// Who answers for them; for what a third party's frame asks for, who answers for that frame.
  Attribution by;
  /// The host of the third party's frame that asked; empty where the page itself did.
  std::string frame_host{};
  /// Whether the browser only connected, as <link rel=preconnect> bids it.
  bool connects_only = false;
  /// Whether they should have waited.
  bool fails = false;

  /// Whether a third party's frame asked.
  [[nodiscard]] bool in_frame() const noexcept { return !frame_host.empty(); }
};

/// A cookie that was there at the end.
struct CookieFinding {
  /// The cookie.
  VisitCookie cookie;
  /// Whether it belongs to another site.
  bool third_party = false;
  /// Who answers for it.
  Attribution by;
  /// Whether it should have waited.
  bool fails = false;

  /// Whether a server set it.
  [[nodiscard]] bool by_server() const noexcept { return !cookie.set_by.empty(); }
};

/// A stored item that was there at the end.
struct ItemFinding {
  /// The item.
  VisitItem item;
  /// Whether it belongs to another site.
  bool third_party = false;
  /// Who answers for it.
  Attribution by;
  /// Whether it should have waited.
  bool fails = false;
};

/// All that is said of one page.
struct PageReport {
  /// The page as it was asked for: scheme, host and path.
  std::string url;
  /// Where redirects led, likewise; the same where there were none.
  std::string landed_on;
  /// The HTTP status.
  int status = 0;
  /// Whether redirects led to a host that is not the site's.
  bool left_site = false;
  /// Whether Akkoord runs on the page.
  bool has_akkoord = false;
  /// Whether nothing was dropped for being too much.
  bool is_complete = true;
  /// Whether the page finished loading in time.
  bool finished_loading = true;
  /// What left for third parties, or for a service through the site's own host.
  std::vector<RequestFinding> requests;
  /// What a policy of the page refused.
  std::vector<RequestFinding> refused;
  /// All cookies.
  std::vector<CookieFinding> cookies;
  /// All stored items.
  std::vector<ItemFinding> items;

  /// Whether anything should have waited.
  [[nodiscard]] bool fails() const noexcept;
};

/// Scheme, host and path of a URL; empty where it is none.
[[nodiscard]] std::string without_query(std::string_view url);

/// Judges a visit to `url`. What redirects led to counts as the site's own as well.
[[nodiscard]] PageReport report_on(std::string_view url, const VisitRecord& visit, OwnHosts own,
                                   const ServiceIndex& services);

}  // namespace akkoord
