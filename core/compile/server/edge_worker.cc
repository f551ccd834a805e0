// SPDX-License-Identifier: MIT
#include "core/compile/server/edge_worker.h"

#include <string>
#include <string_view>

#include "core/compile/javascript_text.h"
#include "core/compile/server/config_comment.h"
#include "core/compile/server/program.h"

namespace akkoord {

namespace {

std::string cookies_literal(const ServerTable& table) {
  std::string text = "  cookies: {\n";
  for (std::size_t i = 0; i < record_name_count; ++i) {
    text.append("    ").append(record_fields[i]).append(": ");
    text += javascript_string(table.record_names[i]) + ",\n";
  }
  return text + "  },\n";
}

std::string services_literal(const ServerTable& table) {
  std::string text = "  services: [\n";
  for (const ServerService& service : table.services) {
    text += "    { id: " + javascript_string(service.id) + ", category: ";
    text += javascript_string(name_of(service.category));
    if (service.exempt) text += ", exempt: true";
    if (!service.exempt_in.empty()) {
      text += ", exemptIn: " + word_list(service.exempt_in, javascript_string);
    }
    if (service.off_on_sensitive_routes) text += ", offOnSensitiveRoutes: true";
    text += " },\n";
  }
  return text + "  ],\n";
}

std::string groups_literal(const ServerTable& table) {
  std::string text =
      "  // Sources, and the services that must all be granted for them.\n  groups: [\n";
  for (const SourceGroup& group : table.groups) {
    text += "    {\n      services: " + id_list(table, group.services, javascript_string) +
            ",\n      sources:\n        ";
    text += javascript_string(group.sources) + ",\n    },\n";
  }
  return text + "  ],\n";
}

std::string paths_literal(const ServerTable& table) {
  std::string text =
      "  // The site's own paths that pass requests on to services: the first that fits counts.\n";
  text += "  paths: [\n";
  for (const GuardedPath& path : table.paths) {
    text += "    { pattern: " + javascript_string(path.pattern) + ", services: ";
    text += id_list(table, path, javascript_string) + " },\n";
  }
  return text + "  ],\n";
}

std::string countries_literal(const ServerTable& table) {
  std::string text =
      "  // Hosts and beginnings of paths, and whose pages they are: the first that fits counts.\n";
  text += "  countries: [\n";
  for (const PageRule& page : table.countries) {
    text +=
        "    [" + javascript_string(page.rule) + ", " + javascript_string(page.country) + "],\n";
  }
  return text + "  ],\n";
}

std::string table_constant(const ServerTable& table) {
  std::string text = "const table = {\n  revision: " + std::to_string(table.revision) + ",\n";
  text += cookies_literal(table);
  text += "  cookieDomain: " + javascript_string(table.cookie_domain) + ",\n";
  text += "  // The folder with Akkoord's own files, and the services with an embed page there.\n";
  text += "  base: " + javascript_string(table.base) + ",\n";
  text += "  embeds: " + word_list(table.embeds, javascript_string) + ",\n";
  text.append("  // true: nothing is held, the browser only reports.\n  observe: ");
  text.append(table.observe ? "true" : "false").append(",\n");
  text += "  // What is always allowed, and what follows the last source.\n";
  text += "  opening:\n    " + javascript_string(table.opening) + ",\n";
  text += "  tail: " + javascript_string(table.tail) + ",\n";
  text += services_literal(table) + groups_literal(table) + paths_literal(table) +
          countries_literal(table);
  text += "  // Beginnings of paths whose mere visit tells of health.\n";
  return text + "  sensitiveRoutes: " + word_list(table.sensitive_routes, javascript_string) +
         ",\n};\n";
}

}  // namespace

std::vector<ServerFile> edge_worker(const ServerTable& table) {
  const ProgramPart parts[] = {{"title", slash_comment(what_it_is(table, "edge-worker"))},
                               {"caches", slash_comment(about_caches())},
                               {"table", table_constant(table)}};
  return {{"akkoord-worker.mjs", with_parts(edge_worker_program(), parts)}};
}

}  // namespace akkoord
