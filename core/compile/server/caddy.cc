// SPDX-License-Identifier: MIT
#include "core/compile/server/caddy.h"

#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/compile/server/caddy_map.h"
#include "core/compile/server/caddy_records.h"
#include "core/compile/server/config_comment.h"
#include "core/compile/server/record_forms.h"

namespace akkoord {

namespace {

constexpr std::string_view introduction = R"caddy(
It reads the visitor's record cookies and sends the Content-Security-Policy that they allow: the
browser refuses the rest. Caddy 2.6 or later. With both files beside the Caddyfile, write

    import akkoord.caddy               in the site's block
    import akkoord-errors.caddy        first in its "handle_errors", where it has one

A Content-Security-Policy of the site's own may stay: both count.

What Caddy can't do, so what is stricter than need be or left out:
- Of a cookie that is there twice (left by a former banner on another domain) it can't tell whether
  both say the same: nothing is granted until the next choice has removed one.
- It can't issue the records again: Safari asks anew after 7 days, unless the application does it.
- Where Akkoord's policy is not needed (images, fonts) the header is there, and empty.

)caddy";

/// Where a refused path is sent within Caddy; long, as Caddy tries longer paths first.
constexpr std::string_view refusal_path = "/.akkoord/no-consent-for-this-service";

std::string variable_of(const ServerService& service) {
  return "{akkoord." + service.id + "}";
}

/// A path with its %HH decoded, as Caddy compares it.
std::string percent_decoded(std::string_view path) {
  std::string out;
  for (std::size_t i = 0; i < path.size(); ++i) {
    unsigned char byte = 0;
    const char* const digits = path.data() + i + 1;
    const bool escape = path[i] == '%' && i + 2 < path.size() &&
                        std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2;
    out += escape ? static_cast<char>(byte) : path[i];
    if (escape) i += 2;
  }
  return out;
}

/// A path's beginning, as the path is decoded, with any number of '/' for one.
std::string path_regex(std::string_view path) {
  std::string regex;
  for (const char c : percent_decoded(path)) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;  // RE2 reads \\xHH as a whole letter
    regex += c == '/' ? std::string("/+") : ascii ? regex_text({&c, 1}) : std::string(1, c);
  }
  return regex;
}

std::string circumstances(const ServerTable& table) {
  std::string text =
      "# The site's own paths that pass requests on to a service; the closest comes first.\n";
  CaddyMap guard("{path}", "{akkoord_guard}");
  if (!table.paths.empty()) guard.matching("/[.][.]?(?:/|$)", "_around");
  for (const GuardedPath& path : table.paths) {
    const bool prefix = path.pattern.ends_with('/');
    guard.matching("^" + path_regex(path.pattern) + (prefix ? "" : "$"), table.guard_name(path));
  }
  text += guard.otherwise("_none");
  text +=
      "# Pages whose mere visit tells of health: nothing that follows visitors, unless they "
      "allowed it\n"
      "# there by name. What a page asks of a guarded path is judged by that page too.\n";
  CaddyMap route("{path}", "{akkoord_route}");
  CaddyMap referrer("{header.Referer}", "{akkoord_from}");
  for (const std::string& one : table.sensitive_routes) {
    route.matching("^" + path_regex(one), "sensitive");
    referrer.matching("^[A-Za-z]+://[^/]*" + regex_text(one), "sensitive");
  }
  text += route.otherwise("plain") + referrer.otherwise("plain");
  text += CaddyMap("\"{vars.akkoord_everywhere} {akkoord_route} {akkoord_guard} {akkoord_from}\"",
                   "{akkoord_sensitive}")
              .matching("^yes ", "no")
              .matching("^[^ ]* sensitive ", "yes")
              .matching(" none [a-z]*$", "no")
              .matching(" sensitive$", "yes")
              .otherwise("no");
  if (!table.countries.empty()) {
    text +=
        "# Whose rules the page follows. No path of the site to a service tells which page asks: "
        "none.\n";
    CaddyMap countries("\"{akkoord_guard} {host}{uri}\"", "{akkoord_country}");
    for (const PageRule& page : table.countries) {
      const bool is_path = page.rule.starts_with('/');
      countries.matching((is_path ? "^_none " : "(?i)^_none ") + page_form(page).substr(1),
                         page.country);
    }
    text += countries.otherwise("none");
  }
  text += "# Global Privacy Control refuses advertising, as sensitive pages do.\n";
  return text + CaddyMap("\"{header.Sec-GPC} {akkoord_sensitive}\"", "{akkoord_no_advertising}")
                    .matching("^1 | yes$", "yes")
                    .otherwise("no");
}

std::string services(const ServerTable& table) {
  std::string text = "# Each service: first what refuses it, then its category and its own name.\n";
  for (const ServerService& service : table.services) {
    std::string refusing = "no";
    if (service.off_on_sensitive_routes || service.category == Category::social)
      refusing = "{akkoord_sensitive}";
    if (service.category == Category::advertising) refusing = "{akkoord_no_advertising}";
    const std::string category = "{vars.akkoord_" + std::string(name_of(service.category)) + "}";
    std::string input = "\"";
    input.append(refusing).append(" ").append(category).append(" {vars.akkoord_exceptions}");
    if (!service.exempt_in.empty()) input += " {akkoord_country}";
    input += '"';
    CaddyMap map(input, variable_of(service));
    map.matching("^yes|[.]-" + service.id + "[.]", "refused");
    if (service.exempt) {
      text += map.otherwise("granted");
    } else {
      std::string granting = "^no granted|[.][+]" + service.id + "[.]";
      for (const std::string& country : service.exempt_in) granting += "| " + country + "$";
      map.matching(granting, "granted");
      text += map.otherwise("refused");
    }
  }
  return text;
}

/// Forbids guarded paths. Decided before the site's own rewrites, done after them.
std::string refusals(const ServerTable& table) {
  if (table.paths.empty() || table.observe) return {};
  // A way around them that no browser takes by itself is closed too.
  std::string closed = "{akkoord_guard} == \"_around\"";
  for (const std::size_t number : table.guarded_services()) {
    const ServerService& service = table.services[number];
    closed += "\n    || {akkoord_guard} == \"" + service.id + "\" && " + variable_of(service) +
              " != \"granted\"";
  }
  const std::string path(refusal_path);
  return "\n# Without consent the site's own paths to a service are forbidden.\n"
         "@akkoord_closed expression `" +
         closed +
         "`\nvars @akkoord_closed akkoord_closed yes\n"
         "@akkoord_refused expression `{vars.akkoord_closed} == \"yes\"`\n"
         "uri @akkoord_refused path_regexp ^.*$ " +
         path +
         "\n"
         "handle " +
         path + " {\n    respond \"No consent for this service.\" 403\n}\n";
}

std::string policy(const ServerTable& table) {
  std::string text = "# The sources of what is granted.\n";
  std::string value = table.opening;
  for (std::size_t i = 0; i < table.groups.size(); ++i) {
    const std::string variable = "{akkoord_sources_" + std::to_string(i + 1) + "}";
    std::string input;
    std::string all;
    for (const std::size_t one : table.groups[i].services) {
      input += variable_of(table.services[one]);
      all += "granted";
    }
    text += CaddyMap("\"" + input + "\"", variable)
                .equal(all, "\" " + table.groups[i].sources + "\"")
                .otherwise("\"\"");
    value += variable;
  }
  value += table.tail;
  // The page that shows one embed brings a policy of its own.
  const std::string embed_page = embed_page_form(table);
  return text + "@akkoord_page not path_regexp `" + (embed_page.empty() ? "^$" : embed_page) +
         "`\nvars @akkoord_page akkoord_policy \"" + value + "\"\n";
}

/// The headers, once for the site and once for its error pages: Caddy keeps the two apart.
std::string headers(const ServerTable& table) {
  return "header @akkoord_page {\n    +" + std::string(header_name(table)) +
         std::string(R"caddy( {akkoord_policy}
    defer
}
header @akkoord_document {
    +Vary "Cookie, Sec-GPC"
    +Cache-Control "private, no-cache"
    defer
}
)caddy");
}

constexpr std::string_view types = R"caddy(
# Images, fonts, films and style sheets ask for nothing: there the header is empty. Pages differ by
# visitor: no cache before Caddy may keep them for others.
map {http.response.header.Content-Type} {akkoord_policy} {
    `~(?i)^[     ]*(?:image/(?:[^s]|s[^v]|sv[^g])|font/|audio/|video/|text/css)` ""
    default "{vars.akkoord_policy}"
}
@akkoord_document not header_regexp Sec-Fetch-Dest ^(audio|empty|font|image|manifest|script|style|track|video)$
)caddy";

}  // namespace

std::vector<ServerFile> caddy_config(const ServerTable& table) {
  const std::string title = what_it_is(table, "caddy");
  std::string text = hash_comment(title + std::string(introduction) + std::string(about_caches()));
  text.append("\n")
      .append(caddy_records(table))
      .append("\n")
      .append(circumstances(table))
      .append("\n");
  text.append(services(table)).append("\n").append(policy(table));
  text.append(types).append(headers(table)).append(refusals(table));
  return {
      {"akkoord.caddy", std::move(text)},
      {"akkoord-errors.caddy",
       hash_comment(title + "\nBelongs first into handle_errors; akkoord.caddy into the site.\n") +
           headers(table)}};
}

}  // namespace akkoord
