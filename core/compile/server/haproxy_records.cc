// SPDX-License-Identifier: MIT
#include "core/compile/server/haproxy_records.h"

#include <string>
#include <string_view>

#include "core/compile/server/record_forms.h"
#include "core/records.h"

namespace akkoord {

namespace {

void write_cookies(const ServerTable& table, HaproxyLines& lines) {
  const std::string set = regex_text(table.record_name(RecordCookie::set));
  const std::string services = regex_text(table.record_name(RecordCookie::services));
  lines.note("The request's cookies as ;name=value;name=value; without blanks.");
  lines.set("akkoord_raw", "req.fhdr(cookie)", "{ req.fhdr_cnt(cookie) eq 1 }");
  lines.set("akkoord_cookies",
            R"('str(";"),concat("",txn.akkoord_raw,";"),regsub("[ \t]*;[ \t]*",";",g),)"
            R"(regsub("(;[^;=]*[^;= \t])[ \t]*=[ \t]*","\1=",g)')");
  lines.set("akkoord_set",
            "'var(txn.akkoord_cookies),regsub(\"^.*;" + set + "=([^;]*);.*$\",\"\\1\")'");
  lines.set("akkoord_exceptions", "'str(\"\")'");
  lines.set(
      "akkoord_exceptions",
      "'var(txn.akkoord_cookies),regsub(\"^.*;" + services + "=([^;]*);.*$\",\"\\1\")'",
      haproxy_holds("akkoord_cookies", ";" + table.record_name(RecordCookie::services) + "="));
  lines.set("akkoord_services", "'str(\".\"),concat(\"\",txn.akkoord_exceptions,\".\")'");
}

void write_forms(const ServerTable& table, HaproxyLines& lines) {
  std::string present;
  std::string categories;
  for (const Category category : asked_categories) {
    const std::string name = regex_text(table.record_name(category));
    present += "(?=.*;" + name + "=[01];)";
    categories += (categories.empty() ? "" : "|") + name;
  }
  const std::string sensitive = regex_text(table.record_name(RecordCookie::sensitive_routes));
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
             regex_text(table.record_name(RecordCookie::set)) + "|" +
             regex_text(table.record_name(RecordCookie::services)) + "|" + sensitive +
             R"()=(?<value>[^;]*);(.*;)?\k<name>=(?!\k<value>;))')");
}

void write_times(HaproxyLines& lines) {
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

void write_categories(const ServerTable& table, HaproxyLines& lines) {
  lines.note("What each category got.");
  for (const Category category : asked_categories) {
    const std::string name = "akkoord_" + std::string(name_of(category));
    const std::string& cookie = table.record_name(category);
    lines.set(name, "int(0)");
    lines.set(name, "int(1)",
              "akkoord_current !" + haproxy_holds("akkoord_cookies", ";" + cookie + "=0;"));
    std::string acl = "acl " + name;
    lines.line(acl.append(" var(txn.").append(name).append(") -m int 1"));
  }
}

}  // namespace

void write_haproxy_records(const ServerTable& table, HaproxyLines& lines) {
  write_cookies(table, lines);
  write_forms(table, lines.blank());
  write_times(lines.blank());
  write_categories(table, lines.blank());
}

void write_haproxy_renewal(const ServerTable& table, HaproxyLines& lines) {
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
    std::string cookie = haproxy_format(name) + "=";
    cookie.append(value).append("; Path=/; Max-Age=%[var(txn.akkoord_left)]; SameSite=Lax");
    lines.line("http-after-response add-header Set-Cookie " +
               haproxy_word(cookie + "%[var(txn.akkoord_place)]") + " if akkoord_page" +
               std::string(condition));
  };
  add(table.record_name(RecordCookie::set), "%[var(txn.akkoord_set)]", {});
  for (const Category category : asked_categories) {
    add(table.record_name(category), "%[var(txn.akkoord_" + std::string(name_of(category)) + ")]",
        {});
  }
  add(table.record_name(RecordCookie::services), "%[var(txn.akkoord_exceptions)]",
      " { var(txn.akkoord_exceptions) -m len gt 0 }");
  const std::string& sensitive = table.record_name(RecordCookie::sensitive_routes);
  add(sensitive, "1", " " + haproxy_holds("akkoord_cookies", ";" + sensitive + "=1;"));
}

}  // namespace akkoord
