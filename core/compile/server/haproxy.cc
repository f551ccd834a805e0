// SPDX-License-Identifier: MIT
#include "core/compile/server/haproxy.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/server/config_comment.h"
#include "core/compile/server/haproxy_lines.h"
#include "core/compile/server/haproxy_records.h"
#include "core/compile/server/record_forms.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr std::size_t names_a_line = 16;  // a line takes 64 words
constexpr std::size_t default_buffer_bytes = 16'384;

/// The variable of a service; ids have no '_', so none shares a name.
std::string variable_of(const ServerService& service) {
  std::string name = "akkoord." + service.id;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string acl_of(const ServerService& service) {
  return "akkoord." + service.id;
}

/// One acl, in lines of as many patterns as HAProxy takes.
void write_starts(std::string_view acl, std::string_view fetch,
                  const std::vector<std::string>& starts, HaproxyLines& lines) {
  for (std::size_t i = 0; i < starts.size(); i += names_a_line) {
    std::string text = "acl " + std::string(acl) + " " + std::string(fetch) + " -m beg";
    for (std::size_t j = i; j < std::min(i + names_a_line, starts.size()); ++j) {
      text += " " + haproxy_word(starts[j]);
    }
    lines.line(text);
  }
}

void write_guards(const ServerTable& table, HaproxyLines& lines) {
  if (table.paths.empty()) return;
  lines.blank().note(
      "The site's own paths that pass requests on to a service; the closest counts.");
  for (auto path = table.paths.rbegin(); path != table.paths.rend(); ++path) {
    std::string fits = path->pattern.ends_with('/') ? " -m beg " : " -m str ";
    fits.append(haproxy_word(path->pattern)).append(" }");
    std::string condition = "{ path";
    condition.append(fits).append(" or { var(txn.akkoord_path)").append(fits);
    lines.set("akkoord_guard", "str(" + table.guard_name(*path) + ")", condition);
  }
}

void write_countries(const ServerTable& table, HaproxyLines& lines) {
  if (table.countries.empty()) return;
  lines.blank().note("Whose rules the page follows; the last that fits counts.");
  for (auto page = table.countries.rbegin(); page != table.countries.rend(); ++page) {
    const bool is_path = page->rule.starts_with('/');
    const std::string fetch = is_path ? "path -m beg " : "req.hdr(host),field(1,:),lower -m str ";
    lines.set("akkoord_country", "str(" + page->country + ")",
              "{ " + fetch + haproxy_word(page->rule) + " }");
  }
  if (table.paths.empty()) return;
  lines.note("No path of the site to a service tells which page asks for it.");
  lines.line("http-request unset-var(txn.akkoord_country) if { var(txn.akkoord_guard) -m found }");
}

void write_circumstances(const ServerTable& table, HaproxyLines& lines) {
  lines.note("Global Privacy Control refuses advertising.");
  lines.line("acl akkoord_gpc req.hdr(sec-gpc) -m str 1");
  lines.blank().note("The path as it came, and as servers read it.");
  lines.set("akkoord_path", R"('path,url_dec,regsub("/+","/",g)')");
  write_guards(table, lines);
  write_countries(table, lines);
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
  lines.set("akkoord_sensitive", "bool(false)",
            "akkoord_current " +
                haproxy_holds("akkoord_cookies",
                              ";" + table.record_name(RecordCookie::sensitive_routes) + "=1;"));
  lines.line("acl akkoord_sensitive var(txn.akkoord_sensitive) -m bool");
}

void write_services(const ServerTable& table, HaproxyLines& lines) {
  lines.note("Each service: by its category or by its own name; and what refuses it all the same.");
  for (const ServerService& service : table.services) {
    const std::string variable = variable_of(service);
    std::string grant;
    if (!service.exempt) {
      grant.append("akkoord_").append(name_of(service.category)).append(" or ");
      grant += haproxy_holds("akkoord_services", ".+" + service.id + ".");
      for (const std::string& country : service.exempt_in) {
        grant += " or { var(txn.akkoord_country) -m str " + country + " }";
      }
    }
    lines.set(variable, "bool(true)", grant);
    std::string refusal = haproxy_holds("akkoord_services", ".-" + service.id + ".");
    if (service.category == Category::advertising) refusal += " or akkoord_gpc";
    if (service.follows_visitors()) refusal += " or akkoord_sensitive";
    std::string unset = "http-request unset-var(txn.";
    lines.line(unset.append(variable).append(") if ").append(refusal));
    std::string acl = "acl " + acl_of(service);
    lines.line(acl.append(" var(txn.").append(variable).append(") -m bool"));
  }
}

void write_refusals(const ServerTable& table, HaproxyLines& lines) {
  if (table.paths.empty() || table.observe) return;
  lines.blank().note(
      "Without consent the site's own paths to a service are forbidden; so is a way around");
  lines.note("them that no browser takes by itself.");
  lines.line(
      R"(http-request deny deny_status 403 if { var(txn.akkoord_path) -m reg '/\.\.?(/|$)' })");
  for (const std::size_t number : table.guarded_services()) {
    const ServerService& service = table.services[number];
    lines.line("http-request deny deny_status 403 if { var(txn.akkoord_guard) -m str " +
               service.id + " } !" + acl_of(service));
  }
}

void write_policy(const ServerTable& table, HaproxyLines& lines) {
  lines.blank().note("The sources of what is granted.");
  std::string value = haproxy_format(table.opening);
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
  value += haproxy_format(table.tail);

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

std::vector<ServerFile> haproxy_config(const ServerTable& table) {
  HaproxyLines lines;
  write_haproxy_records(table, lines);
  write_circumstances(table, lines.blank());
  write_services(table, lines.blank());
  write_refusals(table, lines);
  write_policy(table, lines);
  write_haproxy_renewal(table, lines);
  return {{"akkoord.haproxy.cfg", introduction(table) + lines.text()}};
}

}  // namespace akkoord
