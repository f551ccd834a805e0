// SPDX-License-Identifier: MIT
#include "core/compile/server/nginx.h"

#include <algorithm>
#include <utility>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/nginx_map.h"
#include "core/compile/server/record_forms.h"
#include "core/compile/sha256.h"
#include "core/records.h"

namespace akkoord {

namespace {

/// PCRE names hold 32 bytes at most, nginx's table of variables 46 unless told otherwise.
constexpr std::size_t max_policy_name_bytes = 16;

/// Variables are called as the records are (core/records.h): their names are kept short.
constexpr std::pair<std::string_view, Category> categories[] = {{"fu", Category::functional},
                                                                {"ga", Category::analytical},
                                                                {"ma", Category::advertising},
                                                                {"so", Category::social}};

/// "akkoord_2pass_": what the names of a policy's variables begin with.
std::string variable_prefix(std::string_view policy_id) {
  std::string name(policy_id);
  if (name.size() > max_policy_name_bytes) {
    name = name.substr(0, 7) + "_" + sha256_hex(policy_id).substr(0, 8);
  }
  std::replace(name.begin(), name.end(), '-', '_');
  return "akkoord_" + name + "_";
}

/// Writes the maps of one table.
class Maps {
 public:
  explicit Maps(const ServerTable& table)
      : table_(table), prefix_(variable_prefix(table.policy_id)) {}

  [[nodiscard]] std::string variable(std::string_view name) const {
    return "$" + prefix_ + std::string(name);
  }
  [[nodiscard]] std::string service_variable(std::size_t number) const {
    return variable("g" + std::to_string(number));
  }
  [[nodiscard]] std::string refused_variable(std::size_t number) const {
    return variable("r" + std::to_string(number));
  }
  [[nodiscard]] std::string sources_variable(std::size_t part) const {
    return variable("s" + std::to_string(part));
  }

  [[nodiscard]] std::string text() const {
    std::string text = records() + choice() + circumstances();
    return text + services() + guards() + answer();
  }

 private:
  /// What each record cookie says, " !" where it is missing, malformed or contradicts a twin.
  [[nodiscard]] std::string records() const {
    constexpr std::string_view cookies = "$http_cookie";
    std::string text =
        "# --- The record cookies, one by one; \"!\": missing, malformed or two that differ\n\n";
    const std::string& set = table_.record_name(RecordCookie::set);
    text += NginxMap(cookies, variable("set"), "!")
                .line(one_cookie_is(set, record_form(table_.revision)), "")
                .text();
    for (const auto& [suffix, category] : categories) {
      const std::string& name = table_.record_name(category);
      const std::string word = " " + std::string(akkoord::name_of(category));
      text += NginxMap(cookies, variable(suffix), "!")
                  .line(every_cookie_is(name, "1"), word)
                  .line(every_cookie_is(name, "[01]"), "")
                  .text();
    }
    const std::string& services = table_.record_name(RecordCookie::services);
    text += "# Single services, \" .+youtube.-hotjar.\"\n";
    text += NginxMap(cookies, variable("sv"), "!")
                .line(no_cookie_is(services), "")
                .line(one_cookie_is(services, exceptions_form(), prefix_ + "list"),
                      " ." + variable("list") + ".")
                .text();
    const std::string& sensitive = table_.record_name(RecordCookie::sensitive_routes);
    text += "# Whether the grants hold on sensitive routes too\n";
    text += NginxMap(cookies, variable("sr"), "!")
                .line(no_cookie_is(sensitive), "")
                .line(every_cookie_is(sensitive, "1"), " named")
                .line(every_cookie_is(sensitive, "0"), "")
                .line(every_cookie_is(sensitive, ""), "")
                .text();
    return text;
  }

  [[nodiscard]] std::string choice() const {
    std::string all;
    for (const auto& [suffix, category] : categories) all += variable(suffix);
    all += variable("sv") + variable("sr");
    return "\n# The records count together or not at all.\n" +
           NginxMap("\"" + variable("set") + all + "\"", variable("choice"), all)
               .line("!", "")
               .text();
  }

  [[nodiscard]] std::string circumstances() const {
    std::string text = "\n# --- What else refuses\n\n";
    text += NginxMap("$http_sec_gpc", variable("gpc"), "").line("^1$", " gpc").text();
    NginxMap route("$uri", variable("route"), "");
    NginxMap referer("$http_referer", variable("from"), "");
    for (const std::string& one : table_.sensitive_routes) {
      route.line(path_form(one, false), " sensitive");
      referer.line("^https?://[^/]*" + regex_text(one), " sensitive");
    }
    text +=
        "# Sensitive routes: of the page, or of the page that asks for one of the site's own "
        "paths\n";
    text += route.text() + (table_.paths.empty() ? "" : referer.text());
    std::string country;
    if (!table_.countries.empty()) {
      country = variable("country");
      text += "# Whose rules the page follows, by the address as it was asked for\n";
      NginxMap countries("\"$host$request_uri\"", country, "");
      for (const PageRule& page : table_.countries) {
        countries.line(page_form(page), " in-" + page.country);
      }
      text += countries.text();
    }
    text += "# All of it: \" analytical .+youtube. named gpc sensitive\"\n";
    text += NginxMap("\"\"", visitor_,
                     variable("choice") + variable("gpc") + variable("route") + country)
                .text();
    return text;
  }

  /// A map of what the visitor's words in `asked` come to: `granted`, or `refused`.
  [[nodiscard]] static std::string service(const ServerService& service, std::string_view asked,
                                           std::string_view variable, std::string_view granted,
                                           std::string_view refused) {
    const std::string id = regex_text(service.id);
    std::string refuses = "\\.-" + id + "\\.";
    if (service.category == Category::advertising) refuses += "| gpc";
    NginxMap map(asked, variable, service.exempt ? granted : refused);
    map.line(refuses, refused);
    if (service.follows_visitors()) map.line("^(?!.* named).* sensitive", refused);
    for (const std::string& country : service.exempt_in) map.line(" in-" + country, granted);
    if (!service.exempt) {
      map.line(" " + std::string(category_word(service)) + "|\\.\\+" + id + "\\.", granted);
    }
    return map.text();
  }

  /// What is opened by each service alone, then by several together.
  [[nodiscard]] std::string services() const {
    std::string text = "\n# --- What the policy opens for each service\n\n";
    std::vector<bool> needed(table_.services.size());
    std::size_t part = 0;
    for (const SourceGroup& group : table_.groups) {
      if (group.services.size() > 1) {
        for (const std::size_t number : group.services) needed[number] = true;
        continue;
      }
      const ServerService& one = table_.services[group.services.front()];
      text += "# " + service_title(one) + "\n";
      for (const std::string& sources : nginx_pieces(group.sources)) {
        text += service(one, visitor_, sources_variable(part++), sources, "");
      }
    }
    for (std::size_t number = 0; number < needed.size(); ++number) {
      if (!needed[number]) continue;
      text += "# Whether " + table_.services[number].id + " is granted, for what needs several\n";
      text += service(table_.services[number], visitor_, service_variable(number), "1", "0");
    }
    for (const SourceGroup& group : table_.groups) {
      if (group.services.size() == 1) continue;
      std::string granted;
      for (const std::size_t number : group.services) granted += service_variable(number);
      text += "# " + group_title(table_, group) + "\n";
      for (const std::string& sources : nginx_pieces(group.sources)) {
        text += NginxMap("\"" + granted + "\"", sources_variable(part++), "")
                    .line("^1+$", sources)
                    .text();
      }
    }
    return text + policy(part);
  }

  /// The policy, whole: from `part_count` variables of sources.
  [[nodiscard]] std::string policy(std::size_t part_count) const {
    std::vector<std::string> words = nginx_pieces(table_.opening);
    words.front().erase(0, 1);
    for (std::size_t i = 0; i < part_count; ++i) words.push_back(sources_variable(i));
    for (std::string& piece : nginx_pieces(table_.tail)) words.push_back(std::move(piece));
    std::vector<std::string> lines(1);
    for (const std::string& word : words) {
      if (lines.back().size() + word.size() >= max_nginx_part_bytes) lines.emplace_back();
      lines.back() += word;
    }
    std::string text = "\n# --- The policy, whole\n\n";
    std::string before;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool last = i + 1 == lines.size();
      const std::string name = variable(last ? "policy" : "policy_" + std::to_string(i));
      text += NginxMap("\"\"", name, before + lines[i]).text();
      before = name;
    }
    return text;
  }

  /// The site's own paths: what they wait for is judged by the page that asks, too.
  [[nodiscard]] std::string guards() const {
    if (table_.paths.empty()) return {};
    std::string text = "\n# --- The site's own paths that proxy a service: 1 refuses\n\n";
    NginxMap paths("$uri", variable("refused"), "0");
    for (const GuardedPath& path : table_.paths) {
      paths.line(path_form(path.pattern, !path.pattern.ends_with('/')),
                 path.service ? refused_variable(*path.service) : "0");
    }
    for (const std::size_t number : table_.guarded_services()) {
      const ServerService& one = table_.services[number];
      text += "# " + service_title(one) + "\n";
      text += service(without_countries(one), asked_, refused_variable(number), "0", "1");
    }
    return text + paths.text();
  }

  /// What is sent, by the answer's type.
  [[nodiscard]] std::string answer() const {
    std::string text = "\n# --- What is sent, by the type of the answer\n\n";
    std::string asked = "$sent_http_content_type";
    if (const std::string embed = embed_page_form(table_); !embed.empty()) {
      text += "# Embed pages have a policy of their own.\n";
      text += NginxMap("\"$status $uri\"", variable("type"), asked)
                  .line("^(?:200|304) " + embed.substr(1), "embed page")
                  .text();
      asked = variable("type");
    }
    text += "# Not with what can hold neither a document nor a worker; unknown types get it.\n";
    text += NginxMap(asked, variable("csp"), variable("policy"))
                .line("^embed page$", "")
                .line_in_any_case(harmless_type_form(), "")
                .text();
    text += NginxMap("$sent_http_content_type", variable("vary"), "")
                .line_in_any_case(document_type_form(), "Cookie, Sec-GPC")
                .text();
    text += NginxMap("$sent_http_content_type", variable("cache"), "")
                .line_in_any_case(document_type_form(), "private, no-cache")
                .text();
    return text;
  }

  const ServerTable& table_;
  std::string prefix_;
  std::string visitor_ = variable("visitor");
  std::string asked_ = "\"" + visitor_ + variable("from") + "\"";
};

std::string maps_file(const ServerTable& table, const std::string& server_name) {
  return hash_comment(
             what_it_is(table, "nginx") +
             "\nGoes into http {}: where nginx.conf includes conf.d/*.conf, put it there. " +
             "Then put\n" + server_name + " into server {}.\n\n" +
             "nginx does not compare times: a record that a browser kept beyond its expiry "
             "counts here,\nand is refused by the page's own script.\n"
             "Should nginx warn of its variables_hash, write variables_hash_max_size 4096; "
             "into http {}.\n") +
         "\n" + Maps(table).text();
}

std::string server_file(const ServerTable& table) {
  const Maps maps(table);
  std::string text = hash_comment(
      what_it_is(table, "nginx") +
      "\nGoes into server {}, ahead of all locations:\n"
      "    include snippets/akkoord-" +
      table.policy_id +
      "-server.conf;\n"
      "and once more into each location that has an add_header of its own: nginx drops the\n"
      "server's headers there. A policy that the site sends already stays: both count.\n\n" +
      std::string(about_caches()));
  text += "\n# Decided now, while $uri is what was asked for.\n";
  text += "set " + maps.variable("decided") + " " + maps.variable("policy") + ";\n";
  if (!table.paths.empty() && !table.observe) {
    text += "# Own paths that proxy what has no consent.\n";
    text += "if (" + maps.variable("refused") + ") { return 403; }\n";
  }
  text +=
      "\nadd_header " + std::string(header_name(table)) + " " + maps.variable("csp") + " always;\n";
  text += "add_header Vary " + maps.variable("vary") + " always;\n";
  text += "add_header Cache-Control " + maps.variable("cache") + " always;\n";
  return text;
}

}  // namespace

std::vector<ServerFile> nginx_config(const ServerTable& table) {
  const std::string name = "akkoord-" + table.policy_id;
  return {{name + "-maps.conf", maps_file(table, name + "-server.conf")},
          {name + "-server.conf", server_file(table)}};
}

}  // namespace akkoord
