// SPDX-License-Identifier: MIT
#include "core/compile/server/caddy_records.h"

#include <string_view>

#include "core/compile/server/caddy_map.h"
#include "core/compile/server/record_forms.h"
#include "core/records.h"

namespace akkoord {

namespace {

constexpr std::string_view number = "([1-9][0-9]{0,11})";
constexpr std::string_view consent_id =
    "(?:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
    "|0{8}-0{4}-0{4}-0{4}-0{12})";
constexpr std::string_view service_id = "[a-z0-9]+(?:-[a-z0-9]+)*";

/// A cookie's beginning, up to its value, wherever it stands in the header.
std::string cookie_regex(std::string_view name) {
  return "(?:^|;)[ \\t]*" + regex_text(name) + "[ \\t]*=[ \\t]*";
}

std::string twins_regex(std::string_view name) {
  return "(?:^|;)[ \\t]*" + regex_text(name) + "[ \\t]*=.*;[ \\t]*" + regex_text(name) + "[ \\t]*=";
}

constexpr std::string_view cookie_end = "[ \\t]*(?:;|$)";

std::string records(const ServerTable& table) {
  const std::string& set = table.record_name(RecordCookie::set);
  const std::string& exceptions = table.record_name(RecordCookie::services);
  const std::string& sensitive = table.record_name(RecordCookie::sensitive_routes);
  const std::string id(service_id);
  const std::string end(cookie_end);
  std::string text =
      "# The record cookies. They count only together, in their exact form, under this revision.\n";
  text += CaddyMap("{header.Cookie}", "{akkoord_record} {akkoord_issued} {akkoord_expires}")
              .matching(twins_regex(set), "odd 0 0")
              .matching(cookie_regex(set) + "1\\." + std::to_string(table.revision) + "\\." +
                            std::string(number) + "\\." + std::string(number) + "\\." +
                            std::string(consent_id) + end,
                        "sound ${1} ${2}")
              .otherwise("odd 0 0");
  for (const Category category : asked_categories) {
    const std::string& name = table.record_name(category);
    text += CaddyMap("{header.Cookie}", "{akkoord_" + std::string(name_of(category)) + "}")
                .matching(cookie_regex(name) + "(?:[^01 \\t;]|[01][ \\t]*[^ \\t;]|;|$)", "odd")
                .matching(cookie_regex(name) + "0", "refused")
                .matching(cookie_regex(name) + "1", "granted")
                .otherwise("odd");
  }
  text += "# Services that differ from their category, as .+one.-another.\n";
  text +=
      CaddyMap("{header.Cookie}", "{akkoord_exceptions}")
          .matching(twins_regex(exceptions), "odd")
          .matching(cookie_regex(exceptions) + "[^;]*[+-][a-z0-9-]{65}", "odd")
          .matching(cookie_regex(exceptions) + "((?:[+-]" + id + "(?:\\.[+-]" + id + ")*)?)" + end,
                    "\".${1}.\"")
          .matching(cookie_regex(exceptions), "odd")
          .otherwise(".");
  text += "# Whether the grants hold on sensitive pages too.\n";
  text += CaddyMap("{header.Cookie}", "{akkoord_everywhere}")
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

}  // namespace

std::string caddy_records(const ServerTable& table) {
  return records(table) + "\n" + current();
}

}  // namespace akkoord
