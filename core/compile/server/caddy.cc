// SPDX-License-Identifier: MIT
#include "core/compile/server/caddy.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/record_forms.h"
#include "core/records.h"

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

constexpr std::string_view number = "([1-9][0-9]{0,11})";
constexpr std::string_view consent_id =
    "(?:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    "|0{8}-0{4}-0{4}-0{4}-0{12})";
constexpr std::string_view service_id = "[a-z0-9]+(?:-[a-z0-9]+)*";

/// A `map` of Caddy: the first entry that fits its input counts.
class Map {
 public:
  Map(std::string_view input, std::string_view outputs) {
    text_.append("map ").append(input).append(" ").append(outputs).append(" {\n");
  }
  /// A regular expression; its quotes are backticks, which regex_text() leaves none of.
  Map& matching(std::string_view regex, std::string_view output) {
    text_.append("    `~").append(regex).append("` ").append(output).append("\n");
    return *this;
  }
  Map& equal(std::string_view word, std::string_view output) {
    text_.append("    ").append(word).append(" ").append(output).append("\n");
    return *this;
  }
  [[nodiscard]] std::string otherwise(std::string_view output) const {
    return text_ + "    default " + std::string(output) + "\n}\n";
  }

 private:
  std::string text_;
};

const std::string& name_of(const ServerTable& table, RecordCookie cookie) {
  return table.record_names[static_cast<std::size_t>(cookie)];
}

/// A cookie's beginning, up to its value, wherever it stands in the header.
std::string cookie_regex(std::string_view name) {
  return "(?:^|;)[ \\t]*" + regex_text(name) + "[ \\t]*=[ \\t]*";
}

std::string twins_regex(std::string_view name) {
  return "(?:^|;)[ \\t]*" + regex_text(name) + "[ \\t]*=.*;[ \\t]*" + regex_text(name) + "[ \\t]*=";
}

constexpr std::string_view cookie_end = "[ \\t]*(?:;|$)";

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

std::string records(const ServerTable& table) {
  const std::string& set = name_of(table, RecordCookie::set);
  const std::string& exceptions = name_of(table, RecordCookie::services);
  const std::string& sensitive = name_of(table, RecordCookie::sensitive_routes);
  const std::string id(service_id);
  const std::string end(cookie_end);
  std::string text =
      "# The record cookies. They count only together, in their exact form, under this revision.\n";
  text += Map("{header.Cookie}", "{akkoord_record} {akkoord_issued} {akkoord_expires}")
              .matching(twins_regex(set), "odd 0 0")
              .matching(cookie_regex(set) + "1\\." + std::to_string(table.revision) + "\\." +
                            std::string(number) + "\\." + std::string(number) + "\\." +
                            std::string(consent_id) + end,
                        "sound ${1} ${2}")
              .otherwise("odd 0 0");
  for (const Category category : all_categories) {
    if (category == Category::mandatory) continue;
    const std::string& name = table.record_names[static_cast<std::size_t>(category)];
    text += Map("{header.Cookie}", "{akkoord_" + std::string(name_of(category)) + "}")
                .matching(cookie_regex(name) + "(?:[^01 \\t;]|[01][ \\t]*[^ \\t;]|;|$)", "odd")
                .matching(cookie_regex(name) + "0", "refused")
                .matching(cookie_regex(name) + "1", "granted")
                .otherwise("odd");
  }
  text += "# Services that differ from their category, as .+one.-another.\n";
  text +=
      Map("{header.Cookie}", "{akkoord_exceptions}")
          .matching(twins_regex(exceptions), "odd")
          .matching(cookie_regex(exceptions) + "[^;]*[+-][a-z0-9-]{65}", "odd")
          .matching(cookie_regex(exceptions) + "((?:[+-]" + id + "(?:\\.[+-]" + id + ")*)?)" + end,
                    "\".${1}.\"")
          .matching(cookie_regex(exceptions), "odd")
          .otherwise(".");
  text += "# Whether the grants hold on sensitive pages too.\n";
  text += Map("{header.Cookie}", "{akkoord_everywhere}")
              .matching(twins_regex(sensitive), "odd")
              .matching(cookie_regex(sensitive) + "1" + end, "yes")
              .matching(cookie_regex(sensitive) + "0?" + end, "no")
              .matching(cookie_regex(sensitive), "odd")
              .otherwise("no");
  return text;
}

std::string current() {
  std::string sound = "{akkoord_record} == \"sound\"";
  for (const std::string_view one :
       {"functional", "analytical", "advertising", "social", "exceptions", "everywhere"}) {
    sound.append("\n    && {akkoord_").append(one).append("} != \"odd\"");
  }
  const std::string now = "int({time.now.unix})";
  sound += "\n    && size({akkoord_exceptions}) <= " + std::to_string(max_exceptions_bytes + 2);
  sound +=
      "\n    && size({http.request.header.Cookie}) <= " + std::to_string(max_cookie_header_bytes);
  sound += "\n    && int({akkoord_issued}) <= " + now + " + " + std::to_string(max_clock_skew_s);
  sound += "\n    && int({akkoord_issued}) <= int({akkoord_expires})";
  sound += "\n    && " + now + " < int({akkoord_expires})";
  sound += "\n    && " + now + " < int({akkoord_issued}) + " + std::to_string(max_lifetime_s);
  std::string kept;
  for (const std::string_view one :
       {"functional", "analytical", "advertising", "social", "exceptions", "everywhere"}) {
    kept.append("    akkoord_").append(one).append(" {akkoord_").append(one).append("}\n");
  }
  return "# Issued at most 300 s ahead of this clock; valid for 400 days at most. Only then it has "
         "a "
         "say.\n@akkoord_current expression `" +
         sound + "`\nvars @akkoord_current {\n" + kept + "}\n";
}

std::string guard_name(const ServerTable& table, const GuardedPath& path) {
  std::string name;
  for (const std::size_t one : path.services) {
    name += (name.empty() ? "" : "+") + table.services[one].id;
  }
  return name.empty() ? "nobody" : name;
}

std::string circumstances(const ServerTable& table) {
  std::string text =
      "# The site's own paths that pass requests on to a service; the closest comes first.\n";
  Map guard("{path}", "{akkoord_guard}");
  if (!table.paths.empty()) guard.matching("/[.][.]?(?:/|$)", "around");
  for (const GuardedPath& path : table.paths) {
    const bool prefix = path.pattern.ends_with('/');
    guard.matching("^" + path_regex(path.pattern) + (prefix ? "" : "$"), guard_name(table, path));
  }
  text += guard.otherwise("none");
  text +=
      "# Pages whose mere visit tells of health: nothing that follows visitors, unless they "
      "allowed it\n"
      "# there by name. What a page asks of a guarded path is judged by that page too.\n";
  Map route("{path}", "{akkoord_route}");
  Map referrer("{header.Referer}", "{akkoord_from}");
  for (const std::string& one : table.sensitive_routes) {
    route.matching("^" + path_regex(one), "sensitive");
    referrer.matching("^[A-Za-z]+://[^/]*" + regex_text(one), "sensitive");
  }
  text += route.otherwise("plain") + referrer.otherwise("plain");
  text += Map("\"{vars.akkoord_everywhere} {akkoord_route} {akkoord_guard} {akkoord_from}\"",
              "{akkoord_sensitive}")
              .matching("^yes ", "no")
              .matching("^[^ ]* sensitive ", "yes")
              .matching(" none [a-z]*$", "no")
              .matching(" sensitive$", "yes")
              .otherwise("no");
  text += "# Global Privacy Control refuses advertising, as sensitive pages do.\n";
  return text + Map("\"{header.Sec-GPC} {akkoord_sensitive}\"", "{akkoord_no_advertising}")
                    .matching("^1 | yes$", "yes")
                    .otherwise("no");
}

std::string services(const ServerTable& table) {
  std::string text = "# Each service: first what refuses it, then its category and its own name.\n";
  for (const ServerService& service : table.services) {
    std::string refusing = "no";
    if (service.replay || service.category == Category::social) refusing = "{akkoord_sensitive}";
    if (service.category == Category::advertising) refusing = "{akkoord_no_advertising}";
    const std::string category = "{vars.akkoord_" + std::string(name_of(service.category)) + "}";
    std::string input = "\"";
    input.append(refusing).append(" ").append(category).append(" {vars.akkoord_exceptions}\"");
    Map map(input, variable_of(service));
    map.matching("^yes|[.]-" + service.id + "[.]", "refused");
    if (service.exempt) {
      text += map.otherwise("granted");
    } else {
      map.matching("^no granted|[.][+]" + service.id + "[.]", "granted");
      text += map.otherwise("refused");
    }
  }
  return text;
}

/// Forbids guarded paths. Decided before the site's own rewrites, done after them.
std::string refusals(const ServerTable& table) {
  // A way around them that no browser takes by itself is closed too.
  std::string closed = "{akkoord_guard} == \"around\"";
  std::vector<std::string> seen;
  for (const GuardedPath& path : table.paths) {
    const std::string name = guard_name(table, path);
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
    seen.push_back(name);
    for (const std::size_t one : path.services) {
      closed += "\n    || {akkoord_guard} == \"" + name + "\" && " +
                variable_of(table.services[one]) + " != \"granted\"";
    }
  }
  if (seen.empty() || table.observe) return {};
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
    text += Map("\"" + input + "\"", variable)
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
  text.append("\n").append(records(table)).append("\n");
  text.append(current()).append("\n").append(circumstances(table)).append("\n");
  text.append(services(table)).append("\n").append(policy(table));
  text.append(types).append(headers(table)).append(refusals(table));
  return {
      {"akkoord.caddy", std::move(text)},
      {"akkoord-errors.caddy",
       hash_comment(title + "\nBelongs first into handle_errors; akkoord.caddy into the site.\n") +
           headers(table)}};
}

}  // namespace akkoord
