// SPDX-License-Identifier: MIT
#include "core/compile/server/lighttpd.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/category.h"
#include "core/compile/server/config_comment.h"
#include "core/compile/server/record_forms.h"
#include "core/records.h"

namespace akkoord {

namespace {

/// Beside the choice: what refuses some services whatever was chosen.
struct Circumstances {
  bool gpc = false;
  bool sensitive = false;
};

bool is_refused(const ServerService& service, Circumstances circumstances) noexcept {
  if (circumstances.gpc && service.category == Category::advertising) return true;
  return circumstances.sensitive && service.follows_visitors();
}

/// Writes the conditions of one table.
class Conditions {
 public:
  explicit Conditions(const ServerTable& table) : table_(table) {}

  [[nodiscard]] std::string text() const {
    // A server that knew the type would send none with images and the like.
    constexpr std::string_view files =
        "\\.(?:avif|bmp|css|eot|flac|gif|ico|jpe?g|json|m?js|mp[34]|og[agv]|otf|png|ttf|wasm|wav|"
        "web[mp]|woff2?)$";
    std::string text = "# Embed pages have a policy of their own.\n$HTTP[\"url\"] !~ \"";
    const std::string embed = embed_page_form(table_);
    text += (embed.empty() ? "^$" : embed) + "\" {\n";
    text +=
        "  # Images and the like would need none, and scripts, which may be workers, the "
        "visitor's\n"
        "  # own: lighttpd can't ask for the type, so all get the one for nothing granted.\n";
    text += "  $HTTP[\"url\"] =~ \"" + std::string(files) + "\" {\n" + header(least(), 4, false) +
            "  }";
    if (!table_.sensitive_routes.empty()) {
      text += "\n  # Sensitive routes. That a visitor named them is not heeded here.\n";
      text += "  else $HTTP[\"url\"] =~ \"" + any_route("^") + "\" {\n" +
              by_cookie({.sensitive = true}) + "  }";
    }
    text += "\n  # Global Privacy Control refuses advertising.\n";
    text += "  else $REQUEST_HEADER[\"Sec-GPC\"] == \"1\" {\n" + by_cookie({.gpc = true}) + "  }\n";
    text += "  else {\n" + by_cookie({}) + "  }\n}\n";
    return text + guards();
  }

 private:
  /// Any of the sensitive routes, each behind `start`.
  [[nodiscard]] std::string any_route(std::string_view start) const {
    std::string form = std::string(start) + "(?:";
    for (const std::string& route : table_.sensitive_routes) {
      if (!form.ends_with(':')) form += '|';
      form += regex_text(route);
    }
    return form + ")";
  }

  /// The policy for mandatory services alone.
  [[nodiscard]] std::string least() const {
    return table_.policy_text(std::vector<bool>(table_.services.size()));
  }

  [[nodiscard]] std::string policy(CategorySet chosen, Circumstances circumstances) const {
    std::vector<bool> granted;
    for (const ServerService& service : table_.services) {
      granted.push_back((service.exempt || chosen.has(service.category)) &&
                        !is_refused(service, circumstances));
    }
    return table_.policy_text(granted);
  }

  /// The lines that send `policy`; caches are told that a page is one visitor's.
  [[nodiscard]] std::string header(const std::string& policy, std::size_t indent,
                                   bool varies = true) const {
    const std::string blanks(indent, ' ');
    std::string text = blanks + "setenv.add-response-header += (\"" +
                       std::string(header_name(table_)) + "\" => \"" + policy + "\"";
    if (varies) {
      text += ",\n" + blanks + "  \"Vary\" => \"Cookie, Sec-GPC\", ";
      text += "\"Cache-Control\" => \"private, no-cache\"";
    }
    return text + ")\n";
  }

  /// Matches where all records are well-formed and there is no list of single services.
  [[nodiscard]] std::string whole_records() const {
    std::string form = "^";
    const auto add = [&form](const std::string& one) { form += one.substr(1); };
    // Each counts its own groups from 1: what is captured comes last.
    for (const Category category : asked_categories) {
      add(every_cookie_is(table_.record_name(category), "[01]"));
    }
    const std::string& sensitive = table_.record_name(RecordCookie::sensitive_routes);
    form += "(?:" + every_cookie_is(sensitive, "1").substr(1) + "|" +
            every_cookie_is(sensitive, "0").substr(1) + "|" +
            every_cookie_is(sensitive, "").substr(1) + "|" + no_cookie_is(sensitive).substr(1) +
            ")";
    add(one_cookie_is(table_.record_name(RecordCookie::set), record_form(table_.revision)));
    return form;
  }

  /// Matches where something stands in a list of single services.
  [[nodiscard]] std::string some_exception() const {
    return "(?:^|;)[ \\t]*" + regex_text(table_.record_name(RecordCookie::services)) +
           "[ \\t]*=[ \\t]*[^; \\t]";
  }

  /// Matches whole records that grant just `chosen` of `categories`.
  [[nodiscard]] std::string grants_just(CategorySet chosen,
                                        const std::vector<Category>& categories) const {
    std::string form = "^";
    for (const Category category : categories) {
      form += chosen.has(category) ? "(?!" : "(?=";
      form += "(?:.*;)?[ \\t]*" + regex_text(table_.record_name(category)) + "[ \\t]*=[ \\t]*0)";
    }
    return form;
  }

  /// The categories whose choice matters in `circumstances`.
  [[nodiscard]] std::vector<Category> heeded(Circumstances circumstances) const {
    std::vector<Category> categories;
    for (const Category category : asked_categories) {
      const bool matters = std::any_of(table_.services.begin(), table_.services.end(),
                                       [&](const ServerService& service) {
                                         return service.category == category && !service.exempt &&
                                                !is_refused(service, circumstances);
                                       });
      if (matters) categories.push_back(category);
    }
    return categories;
  }

  [[nodiscard]] std::string by_cookie(Circumstances circumstances) const {
    std::string text = "    # A single service differs from its category: nothing is granted.\n";
    text += "    $HTTP[\"cookie\"] =~ \"" + some_exception() + "\" {\n" + header(least(), 6) +
            "    }\n";
    text += "    # Whole records: by what they grant.\n    else $HTTP[\"cookie\"] =~ \"" +
            whole_records() + "\" {\n";
    const std::vector<Category> categories = heeded(circumstances);
    for (unsigned bits = 0; bits < 16; ++bits) {
      const CategorySet chosen = CategorySet::from_bits(bits);
      std::string words;
      bool plain = true;
      for (const Category category : asked_categories) {
        const bool asked =
            std::find(categories.begin(), categories.end(), category) != categories.end();
        if (!chosen.has(category)) continue;
        plain = plain && asked;
        words.append(words.empty() ? "" : ", ").append(name_of(category));
      }
      if (!plain) continue;
      text += "      # " + (words.empty() ? "nothing" : words) + "\n";
      text += "      $HTTP[\"cookie\"] =~ \"" + grants_just(chosen, categories) + "\" {\n" +
              header(policy(chosen, circumstances), 8) + "      }\n";
    }
    text += "    }\n    # Nobody has chosen yet, or the records are not whole.\n    else {\n";
    return text + header(policy({}, circumstances), 6) + "    }\n";
  }

  /// Refuses what the lines around it have matched.
  [[nodiscard]] static std::string deny(std::size_t indent) {
    return std::string(indent, ' ') + "url.access-deny = (\"\")\n";
  }

  /// What refuses a guarded path that has been matched.
  [[nodiscard]] std::string denials(const ServerService& service) const {
    std::string text;
    if (service.category == Category::advertising) {
      text += "  $REQUEST_HEADER[\"Sec-GPC\"] == \"1\" {\n" + deny(4) + "  }\n";
    }
    if (service.follows_visitors() && !table_.sensitive_routes.empty()) {
      text += "  $HTTP[\"referer\"] =~ \"" + any_route("^https?://[^/]*") + "\" {\n" + deny(4) +
              "  }\n";
      text += "  $HTTP[\"url\"] =~ \"" + any_route("^") + "\" {\n" + deny(4) + "  }\n";
    }
    text += "  $HTTP[\"cookie\"] =~ \"" + some_exception() + "\" {\n" + deny(4) + "  }\n";
    if (service.exempt) return text;
    text += "  $HTTP[\"cookie\"] !~ \"" + whole_records() + "\" {\n" + deny(4) + "  }\n";
    return text + "  $HTTP[\"cookie\"] !~ \"" +
           every_cookie_is(table_.record_name(service.category), "1") + "\" {\n" + deny(4) +
           "  }\n";
  }

  [[nodiscard]] std::string guards() const {
    if (table_.paths.empty() || table_.observe) return {};
    std::string text = "\n# The site's own paths that proxy a service; the first match counts.\n";
    std::string link;
    for (const GuardedPath& path : table_.paths) {
      text += link + "$HTTP[\"url\"] =~ \"" +
              path_form(path.pattern, !path.pattern.ends_with('/')) + "\" {\n";
      link = "else ";
      if (!path.service) {
        text += "  # needs nobody's consent\n}\n";
        continue;
      }
      const ServerService& service = table_.services[*path.service];
      text += "  # " + service_title(service) + "\n" + denials(service) + "}\n";
    }
    return text;
  }

  const ServerTable& table_;
};

}  // namespace

std::vector<ServerFile> lighttpd_config(const ServerTable& table) {
  const std::string name = "akkoord-" + table.policy_id + ".conf";
  const std::string modules =
      table.paths.empty() ? "\"mod_setenv\"" : "\"mod_setenv\", \"mod_access\"";
  std::string text = hash_comment(
      what_it_is(table, "lighttpd") +
      "\nGoes behind all else in lighttpd.conf, or the include between the braces of the site's\n"
      "$HTTP[\"host\"]; the modules belong ahead of any braces. Needs lighttpd 1.4.56 or later.\n"
      "    server.modules += (" +
      modules + ")\n    include \"" + name +
      "\"\n\n"
      "lighttpd can't add up single services. Where a visitor's choice for one differs from that\n"
      "for its category, nothing is granted here, and what the visitor granted stays held. Where\n"
      "that hurts, take nginx, Apache or  --for php . Times are not compared either: a record "
      "that\n"
      "a browser kept beyond its expiry counts here, and is refused by the page's own script.\n"
      "\n"
      "A policy that a backend sends already stays: both count. lighttpd itself can send only "
      "one:\n"
      "\"Duplicate array-key\" means that another line adds one; put that one into the pages'\n"
      "<meta>. Lines behind this file that set setenv.add-response-header with = take ours away:\n"
      "write += there.\n\n" +
      std::string(about_caches()));
  return {{name, text + "\n" + Conditions(table).text()}};
}

}  // namespace akkoord
