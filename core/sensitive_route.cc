// SPDX-License-Identifier: MIT
#include "core/sensitive_route.h"

#include "core/lines.h"

namespace akkoord {

bool is_sensitive_route(const PolicyBlob& policy, std::string_view path) noexcept {
  Lines routes(policy.section(BlobSection::routes));
  for (std::string_view route; routes.next(route);) {
    if (path.starts_with(route)) return true;
  }
  return false;
}

bool follows_visitors(const Service& service) noexcept {
  return service.off_on_sensitive_routes || service.category == Category::advertising ||
         service.category == Category::social;
}

}  // namespace akkoord
