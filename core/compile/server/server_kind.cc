// SPDX-License-Identifier: MIT
#include "core/compile/server/server_kind.h"

#include <algorithm>

#include "core/compile/server/apache.h"
#include "core/compile/server/lighttpd.h"
#include "core/compile/server/nginx.h"

namespace akkoord {

namespace {

constexpr ServerKind kinds[] = {
    {"nginx", "nginx: a file for http{} and one for server{}", nginx_config},
    {"apache", "Apache: a file for the virtual host", apache_config},
    {"htaccess", "Apache on shared hosting: lines for .htaccess", htaccess_config},
    {"lighttpd", "lighttpd: whole categories alone", lighttpd_config},
};

}  // namespace

std::span<const ServerKind> server_kinds() noexcept {
  return kinds;
}

const ServerKind* server_kind_named(std::string_view name) noexcept {
  const auto* const found =
      std::find_if(std::begin(kinds), std::end(kinds),
                   [name](const ServerKind& kind) { return kind.name == name; });
  return found == std::end(kinds) ? nullptr : found;
}

}  // namespace akkoord
