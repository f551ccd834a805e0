// SPDX-License-Identifier: MIT
#include "core/compile/server/haproxy.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/record_forms.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr std::size_t names_a_line = 16;  // a line takes 64 words
constexpr std::size_t default_buffer_bytes = 16'384;

std::size_t place_of(RecordCookie cookie) noexcept {
  return static_cast<std::size_t>(cookie);
}

const std::string& name_of(const ServerTable& table, RecordCookie cookie) {
  return table.record_names[place_of(cookie)];
}

/// A text within a log format, where '%' opens a variable.
std::string format_text(std::string_view text) {
  std::string out;
  for (const char c : text) out.append(c == '%' ? 2 : 1, c);
  return out;
}

/// Lines, each under the frontend's indentation.
class Lines {
 public:
  Lines& blank() {
    text_ += '\n';
    return *this;
  }
  Lines& note(std::string_view text) { return line("# " + std::string(text)); }
  Lines& line(std::string_view text) {
    text_.append("    ").append(text).append("\n");
    return *this;
  }
  /// Sets a variable of the transaction, under a condition or always.
  Lines& set(std::string_view name, std::string_view expression, std::string_view condition = {}) {
    std::string text = "http-request set-var(txn." + std::string(name) + ") ";
    text.append(expression);
    if (!condition.empty()) text.append(" if ").append(condition);
    return line(text);
  }
  [[nodiscard]] const std::string& text() const noexcept { return text_; }

 private:
  std::string text_;
};

/// The variable of a service; ids have no '_', so none shares a name.
std::string variable_of(const ServerService& service) {
  std::string name = "akkoord." + service.id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string acl_of(const ServerService& service) {
  return "akkoord." + service.id;
}

std::string holds(std::string_view variable, std::string_view text) {
  return "{ var(txn." + std::string(variable) + ") -m sub " + haproxy_word(text) + " }";
}

void write_cookies(const ServerTable& table, Lines& lines) {
  const std::string set = regex_text(name_of(table, RecordCookie::set));
  const std::string services = regex_text(name_of(table, RecordCookie::services));
  lines.note("The request's cookies as ;name=value;name=value; without blanks.");
  lines.set("akkoord_raw", "req.fhdr(cookie)", "{ req.fhdr_cnt(cookie) eq 1 }");
  lines.set("akkoord_cookies",
            R"('str(";"),concat("",txn.akkoord_raw,";"),regsub("[ \t]*;[ \t]*",";",g),)"
            R"(regsub("(;[^;=]*[^;= \t])[ \t]*=[ \t]*","\1=",g)')");
  lines.set("akkoord_set",
            "'var(txn.akkoord_cookies),regsub(\"^.*;" + set + "=([^;]*);.*$\",\"\\1\")'");
  lines.set("akkoord_exceptions", "'str(\"\")'");
  lines.set("akkoord_exceptions",
            "'var(txn.akkoord_cookies),regsub(\"^.*;" + services + "=([^;]*);.*$\",\"\\1\")'",
            holds("akkoord_cookies", ";" + name_of(table, RecordCookie::services) + "="));
  lines.set("akkoord_services", "'str(\".\"),concat(\"\",txn.akkoord_exceptions,\".\")'");
}

void write_forms(const ServerTable& table, Lines& lines) {
  std::string present;
  std::string categories;
  for (std::size_t i = place_of(RecordCookie::functional); i <= place_of(RecordCookie::social);
       ++i) {
    const std::string name = regex_text(table.record_names[i]);
    present += "(?=.*;" + name + "=[01];)";
    categories += (categories.empty() ? "" : "|") + name;
  }
  const std::string sensitive = regex_text(name_of(table, RecordCookie::sensitive_routes));
  lines.note(
      "They count only together, in their exact form, under this revision. Twins: a category");
  lines.note("that any of them refuses is refused; where others differ, nothing is believed.");
  lines.line("acl akkoord_record var(txn.akkoord_set) -m reg '^" + record_form(table.revision) +
             "$'");
  lines.line("acl akkoord_siblings var(txn.akkoord_cookies) -m reg '^" + present + "(?!.*;(" +
             categories + ")=(?![01];))(?!.*;" + sensitive + "=(?![01]?;))'");
  lines.line("acl akkoord_names var(txn.akkoord_exceptions) -m reg '^" +
             std::string(exceptions_form()) + "$'");
  lines.line("acl akkoord_alike var(txn.akkoord_cookies) -m reg '^(?!.*;(?<name>" +
             regex_text(name_of(table, RecordCookie::set)) + "|" +
             regex_text(name_of(table, RecordCookie::services)) + "|" + sensitive +
             R"()=(?<value>[^;]*);(.*;)?\k<name>=(?!\k<value>;))')");
}

void write_times(Lines& lines) {
  const std::string longest_s = std::to_string(max_lifetime_s);
  lines.note("Issued at most 300 s ahead of this clock; valid for 400 days at most.");
  lines.set("akkoord_now", "date");
  lines.set("akkoord_issued", "'var(txn.akkoord_set),field(3,.),add(0)'", "akkoord_record");
  lines.set("akkoord_age", "'var(txn.akkoord_now),sub(txn.akkoord_issued)'", "akkoord_record");
  lines.set("akkoord_life", "'var(txn.akkoord_set),field(4,.),sub(txn.akkoord_issued)'",
            "akkoord_record");
  lines.set("akkoord_life", "int(" + longest_s + ")",
            "{ var(txn.akkoord_life) -m int gt " + longest_s + " }");
  lines.set("akkoord_left", "'var(txn.akkoord_life),sub(txn.akkoord_age)'", "akkoord_record");
  lines.set("akkoord_current", "bool(true)",
            "akkoord_record akkoord_siblings akkoord_names akkoord_alike "
            "{ var(txn.akkoord_age),add(" +
                std::to_string(max_clock_skew_s) +
                ") -m int ge 0 } { var(txn.akkoord_life) -m int ge 0 } { var(txn.akkoord_left) -m "
                "int gt 0 }");
  lines.line("acl akkoord_current var(txn.akkoord_current) -m bool");
  lines.set("akkoord_services", "str(.)", "!akkoord_current");
}

/// One acl, in lines of as many patterns as HAProxy takes.
void write_starts(std::string_view acl, std::string_view fetch,
                  const std::vector<std::string>& starts, Lines& lines) {
  for (std::size_t i = 0; i < starts.size(); i += names_a_line) {
    std::string text = "acl " + std::string(acl) + " " + std::string(fetch) + " -m beg";
    for (std::size_t j = i; j < std::min(i + names_a_line, starts.size()); ++j) {
      text += " " + haproxy_word(starts[j]);
    }
    lines.line(text);
  }
}

std::string guard_name(const ServerTable& table, const GuardedPath& path) {
  std::string name;
  for (const std::size_t number : path.services) {
    name += (name.empty() ? "" : "+") + table.services[number].id;
  }
  return name.empty() ? "nobody" : name;
}

void write_guards(const ServerTable& table, Lines& lines) {
  if (table.paths.empty()) return;
  lines.blank().note(
      "The site's own paths that pass requests on to a service; the closest counts.");
  for (auto path = table.paths.rbegin(); path != table.paths.rend(); ++path) {
    std::string fits = path->pattern.ends_with('/') ? " -m beg " : " -m str ";
    fits.append(haproxy_word(path->pattern)).append(" }");
    std::string condition = "{ path";
    condition.append(fits).append(" or { var(txn.akkoord_path)").append(fits);
    lines.set("akkoord_guard", "str(" + guard_name(table, *path) + ")", condition);
  }
}

void write_circumstances(const ServerTable& table, Lines& lines) {
  lines.note("Global Privacy Control refuses advertising.");
  lines.line("acl akkoord_gpc req.hdr(sec-gpc) -m str 1");
  lines.blank().note("The path as it came, and as servers read it.");
  lines.set("akkoord_path", R"('path,url_dec,regsub("/+","/",g)')");
  write_guards(table, lines);
  if (table.sensitive_routes.empty()) {
    lines.line("acl akkoord_sensitive always_false");
    return;
  }
  lines.blank().note(
      "Pages whose mere visit tells of health: nothing that follows visitors, unless they");
  lines.note(
      "allowed it there by name. What a page asks of a guarded path is judged by that page too.");
  write_starts("akkoord_route", "path", table.sensitive_routes, lines);
  write_starts("akkoord_route", "var(txn.akkoord_path)", table.sensitive_routes, lines);
  std::string anywhere = "akkoord_route";
  if (!table.paths.empty()) {
    lines.set("akkoord_referrer", R"('req.fhdr(referer),regsub("^[a-z]+://[^/]*","",i)')",
              "{ var(txn.akkoord_guard) -m found }");
    write_starts("akkoord_from_route", "var(txn.akkoord_referrer)", table.sensitive_routes, lines);
    anywhere += " or akkoord_from_route";
  }
  lines.set("akkoord_sensitive", "bool(true)", anywhere);
  lines.set(
      "akkoord_sensitive", "bool(false)",
      "akkoord_current " +
          holds("akkoord_cookies", ";" + name_of(table, RecordCookie::sensitive_routes) + "=1;"));
  lines.line("acl akkoord_sensitive var(txn.akkoord_sensitive) -m bool");
}

void write_categories(const ServerTable& table, Lines& lines) {
  lines.note("What each category got.");
  for (const Category category : all_categories) {
    if (category == Category::mandatory) continue;
    const std::string name = "akkoord_" + std::string(name_of(category));
    const std::string& cookie = table.record_names[static_cast<std::size_t>(category)];
    lines.set(name, "int(0)");
    lines.set(name, "int(1)", "akkoord_current !" + holds("akkoord_cookies", ";" + cookie + "=0;"));
    std::string acl = "acl " + name;
    lines.line(acl.append(" var(txn.").append(name).append(") -m int 1"));
  }
}

void write_services(const ServerTable& table, Lines& lines) {
  lines.note("Each service: by its category or by its own name; and what refuses it all the same.");
  for (const ServerService& service : table.services) {
    const std::string variable = variable_of(service);
    const std::string category = "akkoord_" + std::string(name_of(service.category));
    lines.set(variable, "bool(true)",
              service.exempt
                  ? std::string()
                  : category + " or " + holds("akkoord_services", ".+" + service.id + "."));
    std::string refusal = holds("akkoord_services", ".-" + service.id + ".");
    const bool advertises = service.category == Category::advertising;
    if (advertises) refusal += " or akkoord_gpc";
    if (advertises || service.replay || service.category == Category::social) {
      refusal += " or akkoord_sensitive";
    }
    lines.line("http-request unset-var(txn." + variable + ") if " + refusal);
    std::string acl = "acl " + acl_of(service);
    lines.line(acl.append(" var(txn.").append(variable).append(") -m bool"));
  }
}

void write_refusals(const ServerTable& table, Lines& lines) {
  if (table.paths.empty() || table.observe) return;
  lines.blank().note(
      "Without consent the site's own paths to a service are forbidden; so is a way around");
  lines.note("them that no browser takes by itself.");
  lines.line(
      R"(http-request deny deny_status 403 if { var(txn.akkoord_path) -m reg '/\.\.?(/|$)' })");
  std::vector<std::string> seen;
  for (const GuardedPath& path : table.paths) {
    const std::string name = guard_name(table, path);
    if (std::find(seen.begin(), seen.end(), name) != seen.end()) continue;
    seen.push_back(name);
    for (const std::size_t number : path.services) {
      lines.line("http-request deny deny_status 403 if { var(txn.akkoord_guard) -m str " + name +
                 " } !" + acl_of(table.services[number]));
    }
  }
}

void write_policy(const ServerTable& table, Lines& lines) {
  lines.blank().note("The sources of what is granted.");
  std::string value = format_text(table.opening);
  for (std::size_t i = 0; i < table.groups.size(); ++i) {
    const SourceGroup& group = table.groups[i];
    const std::string name = "akkoord_sources_" + std::to_string(i + 1);
    std::string condition;
    for (const std::size_t number : group.services) {
      condition += (condition.empty() ? "" : " ") + acl_of(table.services[number]);
    }
    lines.set(name, "'str(\" " + group.sources + "\")'", condition);
    value += "%[var(txn." + name + ")]";
  }
  value += format_text(table.tail);

  lines.blank().note(
      "The header, added to the site's own, on all that may hold a document or worker. What");
  lines.note("shows one embed (embed-ID.html) brings a policy of its own.");
  lines.line("acl akkoord_inert res.hdr(content-type) -m reg -i '" +
             std::string(harmless_type_form()) + "'");
  std::string condition = " if !akkoord_inert";
  if (const std::string embed_page = embed_page_form(table); !embed_page.empty()) {
    lines.set("akkoord_embed", "bool(true)", "{ path -m reg '" + embed_page + "' }");
    condition += " !{ var(txn.akkoord_embed) -m bool }";
  }
  lines.line("http-after-response add-header " + std::string(header_name(table)) + " " +
             haproxy_word(value) + condition);
  lines.note("Pages differ by visitor: no cache before HAProxy may keep them for others.");
  lines.line("acl akkoord_document res.hdr(content-type) -m reg -i '" +
             std::string(document_type_form()) + "'");
  lines.line("acl akkoord_typed res.hdr(content-type) -m found");
  for (const std::string_view header :
       {"Vary \"Cookie, Sec-GPC\"", "Cache-Control \"private, no-cache\""}) {
    lines.line("http-after-response add-header " + std::string(header) +
               " if akkoord_document or !akkoord_typed");
  }
}

void write_renewal(const ServerTable& table, Lines& lines) {
  lines.blank().note(
      "Safari forgets after 7 days what a script wrote: on requests for a page the records are");
  lines.note("issued again, for what is left of their life. Nothing is made to last longer.");
  lines.set("akkoord_page", "bool(true)",
            "akkoord_current { req.hdr(sec-fetch-dest) -m str document } or akkoord_current "
            "!{ req.hdr(sec-fetch-dest) -m found } { req.fhdr(accept) -m sub text/html }");
  lines.note("What is fetched ahead may arrive after a withdrawal, and must not undo it.");
  lines.set("akkoord_page", "bool(false)", "{ req.hdr(sec-purpose) -m found }");
  lines.line("acl akkoord_page var(txn.akkoord_page) -m bool");
  lines.set("akkoord_place", "'str(\"\")'");
  if (!table.cookie_domain.empty()) {
    const std::string host = "req.hdr(host),host_only,lower";
    lines.set("akkoord_place", "'str(\"; Domain=" + table.cookie_domain + "\")'",
              "{ " + host + " -m str " + table.cookie_domain + " } or { " + host + " -m end ." +
                  table.cookie_domain + " }");
  }
  lines.set("akkoord_place", "'var(txn.akkoord_place),concat(\"; Secure\")'",
            "{ ssl_fc } or { req.hdr(x-forwarded-proto) -m str https }");
  const auto add = [&lines](const std::string& name, std::string_view value,
                            std::string_view condition) {
    std::string cookie = format_text(name) + "=";
    cookie.append(value).append("; Path=/; Max-Age=%[var(txn.akkoord_left)]; SameSite=Lax");
    lines.line("http-after-response add-header Set-Cookie " +
               haproxy_word(cookie + "%[var(txn.akkoord_place)]") + " if akkoord_page" +
               std::string(condition));
  };
  add(name_of(table, RecordCookie::set), "%[var(txn.akkoord_set)]", {});
  for (const Category category : all_categories) {
    if (category == Category::mandatory) continue;
    add(table.record_names[static_cast<std::size_t>(category)],
        "%[var(txn.akkoord_" + std::string(name_of(category)) + ")]", {});
  }
  add(name_of(table, RecordCookie::services), "%[var(txn.akkoord_exceptions)]",
      " { var(txn.akkoord_exceptions) -m len gt 0 }");
  const std::string& sensitive = name_of(table, RecordCookie::sensitive_routes);
  add(sensitive, "1", " " + holds("akkoord_cookies", ";" + sensitive + "=1;"));
}

/// What rewriting needs: the largest policy, the records, and what is kept free by default.
std::size_t rewrite_bytes(const ServerTable& table) {
  const std::string all = table.policy_text(std::vector<bool>(table.services.size(), true));
  constexpr std::size_t step = 1'024;
  return (all.size() + max_exceptions_bytes + 2 * step) / step * step;
}

std::string introduction(const ServerTable& table) {
  const std::string bytes = std::to_string(rewrite_bytes(table));
  const std::string buffer_bytes = std::to_string(default_buffer_bytes + rewrite_bytes(table));
  return hash_comment(what_it_is(table, "haproxy") +
                      "\n"
                      "It reads the visitor's record cookies and sends the Content-Security-Policy "
                      "that they allow:\n"
                      "the browser refuses the rest. HAProxy 2.6 or later, with PCRE2.\n"
                      "\n"
                      "1. Into \"global\", as room for a header of this length (without it some "
                      "answers fail, 500):\n"
                      "       tune.bufsize " +
                      buffer_bytes +
                      "\n"
                      "       tune.maxrewrite " +
                      bytes +
                      "\n"
                      "2. The lines below into the site's frontend (\"mode http\"), before its "
                      "other http-request lines.\n"
                      "   A Content-Security-Policy of the site's own may stay: both count.\n"
                      "\n" +
                      std::string(about_caches())) +
         "\n";
}

}  // namespace

std::string haproxy_word(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '\\' || c == '"' || c == '$') out += '\\';
    out += c;
  }
  return out + '"';
}

std::vector<ServerFile> haproxy_config(const ServerTable& table) {
  Lines lines;
  write_cookies(table, lines);
  write_forms(table, lines.blank());
  write_times(lines.blank());
  write_categories(table, lines.blank());
  write_circumstances(table, lines.blank());
  write_services(table, lines.blank());
  write_refusals(table, lines);
  write_policy(table, lines);
  write_renewal(table, lines);
  return {{"akkoord.haproxy.cfg", introduction(table) + lines.text()}};
}

}  // namespace akkoord
