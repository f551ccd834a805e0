// SPDX-License-Identifier: MIT
#include "core/compile/server/apache.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/record_forms.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr std::string_view categories[] = {"functional", "analytical", "advertising", "social"};

/// An expression's value: a variable of the request. Headers are read by req_novary(): plain req()
/// would add their names to the Vary of every image.
std::string env(std::string_view name) {
  return "reqenv('akkoord_" + std::string(name) + "')";
}

std::string is_set(std::string_view name) {
  return env(name) + " == '1'";
}

std::string is_not_set(std::string_view name) {
  return env(name) + " != '1'";
}

/// Sets a variable where a header or the path matches.
std::string set_where(std::string_view attribute, std::string_view regex, std::string_view name,
                      std::string_view value = "1") {
  return "SetEnvIf " + std::string(attribute) + " \"" + std::string(regex) + "\" akkoord_" +
         std::string(name) + "=" + std::string(value) + "\n";
}

/// Sets a variable where an expression holds.
std::string set_if(std::string_view expression, std::string_view name,
                   std::string_view value = "1") {
  return "SetEnvIfExpr \"" + std::string(expression) + "\" \"akkoord_" + std::string(name) + "=" +
         std::string(value) + "\"\n";
}

/// Writes the lines of one table.
class Lines {
 public:
  explicit Lines(const ServerTable& table) : table_(table) {}

  [[nodiscard]] std::string text() const {
    return records() + circumstances() + services() + guards() + answer();
  }

 private:
  [[nodiscard]] std::string records() const {
    std::string text =
        "# --- The record cookies: what each says, and whether it is well-formed. A line fits "
        "where a\n"
        "# --- cookie of that name is there and each one, should there be two, has such a "
        "value.\n\n";
    text += set_where(
        "Cookie",
        one_cookie_is(table_.record_name(RecordCookie::set), record_form(table_.revision)), "set");
    std::string all_read = is_set("set");
    for (std::size_t i = 0; i < std::size(categories); ++i) {
      const std::string& name = table_.record_names[i + 1];
      const std::string read = std::string(categories[i]) + "_read";
      text += set_where("Cookie", every_cookie_is(name, "[01]"), read);
      text += set_where("Cookie", every_cookie_is(name, "1"), categories[i]);
      all_read += " && " + is_set(read);
    }
    const std::string& single = table_.record_name(RecordCookie::services);
    text += "# Single services: \".+youtube.-hotjar.\"\n";
    text += set_where("Cookie", no_cookie_is(single), "single_read");
    text += set_where("Cookie", one_cookie_is(single, exceptions_form()), "single_read",
                      "1 akkoord_single=.$1.");
    const std::string& sensitive = table_.record_name(RecordCookie::sensitive_routes);
    text += "# Whether the grants hold on sensitive routes too\n";
    text += set_where("Cookie", no_cookie_is(sensitive), "named_read");
    text += set_where("Cookie", one_cookie_is(sensitive, "[01]?"), "named_read");
    text += set_where("Cookie", every_cookie_is(sensitive, "1"), "named");
    all_read += " && " + is_set("single_read") + " && " + is_set("named_read");
    text += "\n# They count together or not at all.\nSetEnvIfExpr \"!(" + all_read + ")\"";
    for (const std::string_view category : categories) {
      text.append(" !akkoord_").append(category);
    }
    return text + " !akkoord_single !akkoord_named\n";
  }

  [[nodiscard]] std::string circumstances() const {
    std::string text;
    if (!table_.sensitive_routes.empty()) {
      text +=
          "\n# --- Sensitive routes: the page's, also behind a front controller or an error "
          "page\n\n";
      for (const std::string& route : table_.sensitive_routes) {
        text += set_where("Request_URI", path_form(route, false), "route");
      }
      text += "SetEnvIfExpr \"reqenv('REDIRECT_akkoord_route') == '1'\" akkoord_route=1\n";
      text += set_if(is_set("route") + " && " + is_not_set("named"), "sensitive");
    }
    if (!table_.countries.empty()) {
      text +=
          "\n# --- Whose rules the page follows, by the address as it was asked for; the last "
          "match counts\n\n";
      for (auto page = table_.countries.rbegin(); page != table_.countries.rend(); ++page) {
        const bool is_path = page->rule.starts_with('/');
        const std::string form =
            is_path ? "%{THE_REQUEST} =~ m#^[^ ]+ " + regex_text(page->rule) + "#"
                    : "req_novary('Host') =~ m#^" + regex_text(page->rule) + "(?::[0-9]*)?$#i";
        text += set_if(form, "country", page->country);
      }
    }
    if (const std::string embed = embed_page_form(table_); !embed.empty()) {
      text += "\n# Embed pages have a policy of their own.\n";
      text += set_where("Request_URI", embed, "embed_page");
    }
    return text;
  }

  /// Whether a service is granted; `sensitive` is the variable that tells of the route.
  [[nodiscard]] std::string grants(const ServerService& service,
                                   std::string_view sensitive = "sensitive") const {
    const std::string single = env("single");
    const std::string id = regex_text(service.id);
    std::string text;
    if (!service.exempt) {
      text = "(" + is_set(category_word(service)) + " || " + single + " =~ m#\\.\\+" + id + "\\.#";
      for (const std::string& country : service.exempt_in) {
        text += " || " + env("country") + " == '" + country + "'";
      }
      text += ") && ";
    }
    text += single + " !~ m#\\.-" + id + "\\.#";
    if (service.category == Category::advertising) text += " && req_novary('Sec-GPC') != '1'";
    if (service.follows_visitors() && !table_.sensitive_routes.empty()) {
      text += " && " + is_not_set(sensitive);
    }
    return text;
  }

  [[nodiscard]] std::string services() const {
    std::string text = "\n# --- What the policy opens for each service\n\n";
    for (std::size_t i = 0; i < table_.groups.size(); ++i) {
      const SourceGroup& group = table_.groups[i];
      std::string condition;
      for (const std::size_t number : group.services) {
        if (!condition.empty()) condition += " && ";
        condition += grants(table_.services[number]);
      }
      const bool single = group.services.size() == 1;
      text += "# " +
              (single ? service_title(table_.services[group.services.front()])
                      : group_title(table_, group)) +
              "\n";
      text += set_if(condition, "sources_" + std::to_string(i), " " + group.sources);
    }
    return text;
  }

  /// The site's own paths: what they wait for is judged by the page that asks, too.
  [[nodiscard]] std::string guards() const {
    if (table_.paths.empty() || table_.observe) return {};
    std::string text =
        "\n# --- The site's own paths that proxy a service; the last match counts\n\n";
    std::vector<std::size_t> guarded;
    for (auto path = table_.paths.rbegin(); path != table_.paths.rend(); ++path) {
      const std::string form = path_form(path->pattern, !path->pattern.ends_with('/'));
      if (!path->service) {
        text += "SetEnvIf Request_URI \"" + form + "\" !akkoord_path\n";
        continue;
      }
      const std::size_t number = *path->service;
      text += set_where("Request_URI", form, "path", table_.services[number].id);
      if (std::find(guarded.begin(), guarded.end(), number) == guarded.end()) {
        guarded.push_back(number);
      }
    }
    if (!table_.sensitive_routes.empty()) {
      text += "# The page that asks may be a sensitive one.\n";
      for (const std::string& route : table_.sensitive_routes) {
        text += set_where("Referer", "^https?://[^/]*" + regex_text(route), "from");
      }
      text +=
          set_if("(" + is_set("route") + " || " + is_set("from") + ") && " + is_not_set("named"),
                 "asked_sensitive");
    }
    for (const std::size_t number : guarded) {
      const ServerService service = without_countries(table_.services[number]);
      text += set_if(
          env("path") + " == '" + service.id + "' && !(" + grants(service, "asked_sensitive") + ")",
          "refused");
    }
    return text;
  }

  [[nodiscard]] std::string answer() const {
    std::string policy = table_.opening;
    for (std::size_t i = 0; i < table_.groups.size(); ++i) {
      policy += "%{reqenv:akkoord_sources_" + std::to_string(i) + "}";
    }
    policy += table_.tail;
    const std::string documents =
        " \"expr=%{CONTENT_TYPE} =~ m#" + std::string(document_type_form()) + "#i\"\n";
    std::string text =
        "\n# --- What is sent. Not with what can hold neither a document nor a worker; ";
    text += "unknown types get it.\n\n";
    text += "Header always add " + std::string(header_name(table_)) + " \"expr=" + policy +
            "\" \"expr=";
    if (!embed_page_form(table_).empty()) text += is_not_set("embed_page") + " && ";
    text += "%{CONTENT_TYPE} !~ m#" + std::string(harmless_type_form()) + "#i\"\n";
    text += "Header always add Vary \"Cookie, Sec-GPC\"" + documents;
    text += "Header always add Cache-Control \"private, no-cache\"" + documents;
    text +=
        "# A 304 of Apache's carries no policy: pages are sent whole, other files are not "
        "touched.\n";
    for (const std::string_view header : {"If-None-Match", "If-Modified-Since"}) {
      text.append("RequestHeader unset ")
          .append(header)
          .append(
              " \"expr=req_novary('Sec-Fetch-Dest') !~ "
              "m#^(?:audio|empty|font|image|manifest|script|style|"
              "track|video)$# && !(req_novary('Sec-Fetch-Dest') == '' && %{REQUEST_URI} =~ "
              "m#\\.(?:avif|css|gif|ico|jpe?g|js|mp[34]|png|svg|ttf|web[mp]|woff2?)$#i)\"\n");
    }
    return text;
  }

  const ServerTable& table_;
};

std::string indented(std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (end > 1) lines += "  ";
    lines += text.substr(0, end);
    text.remove_prefix(end);
  }
  return lines;
}

constexpr std::string_view limits =
    "A policy that the site sends already stays: both count, so it must allow what ours allows. A\n"
    "`Header always set Content-Security-Policy` behind these lines, or in a folder's own "
    ".htaccess,\n"
    "would take ours away: write `Header set` or `Header always add` there.\n"
    "\n"
    "Apache does not compare times: a record that a browser kept beyond its expiry counts here, "
    "and\n"
    "is refused by the page's own script.\n"
    "\n";

/// Forbids what the variable akkoord_refused names, in a virtual host.
std::string forbidden_by_location(const ServerTable& table) {
  if (table.paths.empty() || table.observe) return {};
  std::string forms;
  for (const GuardedPath& path : table.paths) {
    if (!forms.empty()) forms += '|';
    forms += path_form(path.pattern, !path.pattern.ends_with('/'));
  }
  return "# Own paths that proxy what has no consent, beside what the site requires of them.\n"
         "<LocationMatch \"" +
         forms + "\">\n  AuthMerging And\n  Require expr \"" + is_not_set("refused") +
         "\"\n</LocationMatch>\n";
}

/// The same in .htaccess, where only mod_rewrite can forbid by a variable.
std::string forbidden_by_rewrite(const ServerTable& table) {
  if (table.paths.empty() || table.observe) return {};
  return "\n# Own paths that proxy what has no consent; without mod_rewrite none is refused.\n"
         "<IfModule mod_rewrite.c>\n  RewriteEngine On\n"
         "  RewriteCond %{ENV:akkoord_refused} =1\n  RewriteRule ^ - [F]\n</IfModule>\n";
}

}  // namespace

std::vector<ServerFile> apache_config(const ServerTable& table) {
  std::string text = hash_comment(
      what_it_is(table, "apache") + "\nGoes into the site's <VirtualHost>:  Include conf/akkoord-" +
      table.policy_id +
      ".conf\nNeeds mod_setenvif and mod_headers (a2enmod headers); Apache 2.4.10 or later.\n\n" +
      std::string(limits) + std::string(about_caches()));
  text += "\n<Location \"/\">\n" + indented(Lines(table).text()) + "</Location>\n";
  text += forbidden_by_location(table);
  return {{"akkoord-" + table.policy_id + ".conf", std::move(text)}};
}

std::vector<ServerFile> htaccess_config(const ServerTable& table) {
  std::string text = hash_comment(
      what_it_is(table, "htaccess") +
      "\nGoes into .htaccess of the site's top folder, ahead of all that stands there: paste it, "
      "or\n"
      "rename this file where there is none. Needs mod_setenvif and mod_headers, which shared "
      "hosts\n"
      "have, and AllowOverride FileInfo; Apache 2.4.10 or later. Where something is missing, "
      "pages\n"
      "answer with 500 at once: take the lines out again and use  --for php  instead.\n\n" +
      std::string(limits) + std::string(about_caches()));
  text += "\n" + Lines(table).text() + forbidden_by_rewrite(table) + "# --- End of Akkoord\n";
  return {{"htaccess.txt", std::move(text)}};
}

}  // namespace akkoord
