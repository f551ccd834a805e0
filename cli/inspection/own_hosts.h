// SPDX-License-Identifier: MIT
//
// Which hosts are the site's own. A policy says so. Without one, what shares the last two labels
// with the page's host counts, or the last three where two name a place to register at (co.uk,
// github.io): a short list instead of the Public Suffix List, which has 10,000 entries and changes
// weekly. Where it errs, --own says better.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/inspection/host_name.h"
#include "core/compile/policy.h"

namespace akkoord {

/// The part of `host` that one party registers, e.g. "clinic.co.uk" of "www.clinic.co.uk"; an
/// address, or a host of one label, is that itself. No port.
[[nodiscard]] std::string_view registrable_part(std::string_view host) noexcept;

/// The site's own hosts.
class OwnHosts {
 public:
  /// `domain` and all below it.
  void add_domain(std::string_view domain);
  /// Whatever shares the registrable part of `host`.
  void add_site_of(std::string_view host) { add_domain(registrable_part(host)); }
  /// What a policy names: its hosts, and its cookie domain with all below it.
  void add_policy(const Policy& policy);

  /// Whether `host`, in lower case and without port, is one of them.
  [[nodiscard]] bool has(std::string_view host) const noexcept;
  /// Whether the host of `url` is one of them.
  [[nodiscard]] bool has_url(std::string_view url) const { return has(host_name_of_url(url)); }

 private:
  std::vector<std::string> hosts_;
  std::vector<std::string> domains_;
};

}  // namespace akkoord
