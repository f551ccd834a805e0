// SPDX-License-Identifier: MIT
//
// What a policy opens, by the services that must all be granted for it: what the bootstrap's table
// and every web server's configuration are made of. The site's own paths are no sources: `'self'`
// opens them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/compile/overlap.h"
#include "core/compile/policy.h"

namespace akkoord {

/// Sources that are open once all of `services` are granted.
struct SourceGroup {
  /// Numbers, in order; none of them mandatory, since those are always granted.
  std::vector<std::size_t> services;
  /// Policy sources with a blank between them, each once.
  std::string sources;
};

/// The groups that some service has to be granted for: first those of single services, in the
/// policy's order, then those of several, as they first appear.
[[nodiscard]] std::vector<SourceGroup> source_groups(const Policy& policy, const Needs& needs);

/// What needs nobody's consent: the site's own sources, and those of mandatory services.
[[nodiscard]] std::string open_sources(const Policy& policy, const Needs& needs);

/// One of the site's own paths, through which a service is proxied.
struct OwnPath {
  /// A prefix where it ends in '/', else that path alone. A view into the policy.
  std::string_view path;
  /// The service's number; check_claims.cc sees to it that there is only one.
  std::size_t service;
};

/// All of them, in the policy's order, those of mandatory services too.
[[nodiscard]] std::vector<OwnPath> own_paths(const Policy& policy);

}  // namespace akkoord
