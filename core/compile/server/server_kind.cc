// SPDX-License-Identifier: MIT
#include "core/compile/server/server_kind.h"

#include <algorithm>

#include "core/compile/server/apache.h"
#include "core/compile/server/caddy.h"
#include "core/compile/server/edge_worker.h"
#include "core/compile/server/haproxy.h"
#include "core/compile/server/lighttpd.h"
#include "core/compile/server/nginx.h"
#include "core/compile/server/php.h"

namespace akkoord {

namespace {

constexpr ServerKind kinds[] = {
    {"nginx", "nginx: a file for http{} and one for server{}", nginx_config},
    {"apache", "Apache: a file for the virtual host", apache_config},
    {"htaccess", "Apache on shared hosting: lines for .htaccess", htaccess_config},
    {"lighttpd", "lighttpd: whole categories alone", lighttpd_config},
    {"caddy", "Caddy: a file to import into the site", caddy_config},
    {"haproxy", "HAProxy: lines for the frontend", haproxy_config},
    {"php", "PHP: a file that runs before the site's own", php_config},
    {"edge-worker", "Cloudflare, Deno, Fastly, Vercel, Node: a JavaScript module", edge_worker},
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
