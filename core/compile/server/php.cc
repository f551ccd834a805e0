// SPDX-License-Identifier: MIT
#include "core/compile/server/php.h"

#include <cstddef>
#include <utility>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/program.h"

namespace akkoord {

namespace {

std::string yes_or_no(bool value) {
  return value ? "true" : "false";
}

std::string constant(std::string_view name, const std::string& value) {
  return "        private const " + std::string(name) + " = " + value + ";\n";
}

std::string cookies_constant(const ServerTable& table) {
  std::string text = "[\n";
  for (std::size_t i = 0; i < record_name_count; ++i) {
    text += "            " + php_string(record_fields[i]) + " => " +
            php_string(table.record_names[i]) + ",\n";
  }
  return constant("COOKIES", text + "        ]");
}

std::string services_constant(const ServerTable& table) {
  std::string text = "[\n";
  for (const ServerService& service : table.services) {
    text += "            [" + php_string(service.id) + ", " +
            php_string(name_of(service.category)) + ", ";
    text += service.exempt_in.empty() ? yes_or_no(service.exempt)
                                      : word_list(service.exempt_in, php_string);
    text += ", " + yes_or_no(service.off_on_sensitive_routes) + "],\n";
  }
  return "        /** Id, category, whether (or in which countries) it needs no consent, whether "
         "it stays off on sensitive routes. */\n" +
         constant("SERVICES", text + "        ]");
}

std::string groups_constant(const ServerTable& table) {
  std::string text = "[\n";
  for (const SourceGroup& group : table.groups) {
    text += "            [" + id_list(table, group.services, php_string) + ", " +
            php_string(group.sources) + "],\n";
  }
  return "        /** The services that must all be granted, and the sources that they then have. "
         "*/\n" +
         constant("GROUPS", text + "        ]");
}

std::string paths_constant(const ServerTable& table) {
  std::string text = "[\n";
  for (const GuardedPath& path : table.paths) {
    text += "            [" + php_string(path.pattern) + ", " + id_list(table, path, php_string) +
            "],\n";
  }
  return "        /** The site's own paths that pass requests on to services. */\n" +
         constant("PATHS", text + "        ]");
}

std::string countries_constant(const ServerTable& table) {
  std::string text = "[\n";
  for (const PageRule& page : table.countries) {
    text += "            [" + php_string(page.rule) + ", " + php_string(page.country) + "],\n";
  }
  return "        /** Hosts and beginnings of paths, and whose pages they are: the first that fits "
         "counts. */\n" +
         constant("COUNTRIES", text + "        ]");
}

std::string constants(const ServerTable& table) {
  std::string text = constant("REVISION", php_string(std::to_string(table.revision)));
  text += cookies_constant(table);
  text += constant("CATEGORIES", "['functional', 'analytical', 'advertising', 'social']");
  text += constant("COOKIE_DOMAIN", php_string(table.cookie_domain));
  text +=
      "        /** The folder with Akkoord's own files, and the services with an embed page there. "
      "*/\n";
  text += constant("BASE", php_string(table.base));
  text += constant("EMBEDS", table.base.empty() ? "[]" : word_list(table.embeds, php_string));
  text += "        /** true: nothing is held, the browser only reports. */\n";
  text += constant("OBSERVE", yes_or_no(table.observe));
  text += "        /** What is always allowed, and what follows the last source. */\n";
  text += constant("OPENING", php_string(table.opening));
  text += constant("TAIL", php_string(table.tail));
  return text + services_constant(table) + groups_constant(table) + paths_constant(table) +
         countries_constant(table) +
         "        /** Beginnings of paths whose mere visit tells of health. */\n" +
         constant("SENSITIVE_ROUTES", word_list(table.sensitive_routes, php_string));
}

}  // namespace

std::string php_string(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'' || c == '\\') out += '\\';
    out += c;
  }
  return out + "'";
}

std::vector<ServerFile> php_config(const ServerTable& table) {
  const ProgramPart parts[] = {{"title", slash_comment(what_it_is(table, "php"))},
                               {"caches", slash_comment(about_caches())},
                               {"constants", constants(table)}};
  return {{"akkoord.php", "<?php\n" + with_parts(php_program(), parts)}};
}

}  // namespace akkoord
