// SPDX-License-Identifier: MIT
#include "core/compile/server/record_forms.h"

namespace akkoord {

namespace {

/// Up to behind a cookie's '=' and the blanks there, of whichever cookie `name`.
std::string up_to_value(std::string_view name) {
  return "(?:.*;)?[ \\t]*" + regex_text(name) + "[ \\t]*=[ \\t]*+";
}

constexpr std::string_view end_of_value = "[ \\t]*(?:;|$)";

/// "There is one that is `first`, and none that is not `every`."
std::string one_and_no_other(std::string_view name, std::string_view first,
                             std::string_view every) {
  const std::string start = up_to_value(name);
  const std::string end(end_of_value);
  return "^(?=" + start + std::string(first) + end + ")(?!" + start + "(?!" + std::string(every) +
         end + "))";
}

}  // namespace

std::string record_form(std::uint32_t revision) {
  return "1\\." + std::to_string(revision) +
         "\\.[1-9][0-9]{0,11}\\.[1-9][0-9]{0,11}\\."
         "(?:[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
         "|0{8}-0{4}-0{4}-0{4}-0{12})";
}

std::string_view exceptions_form() noexcept {
  // Ids of 64 bytes at most, in 4,096 bytes at most; possessive, so that nothing is tried twice.
  return "(?![^;]{4097})(?:[+-](?![a-z0-9-]{65})[a-z0-9]++(?:-[a-z0-9]++)*+"
         "(?:\\.[+-](?![a-z0-9-]{65})[a-z0-9]++(?:-[a-z0-9]++)*+)*+)?";
}

std::string regex_text(std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  std::string form;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '_' || c == '-' || c == '/';
    if (word) {
      form += c;
    } else if (c == '.') {
      form += "\\.";
    } else {
      // Spelt as a number, a character means nothing to any configuration language.
      form.append("\\x").append(1, hex[byte >> 4U]).append(1, hex[byte & 15U]);
    }
  }
  return form;
}

std::string every_cookie_is(std::string_view name, std::string_view form) {
  return one_and_no_other(name, form, form);
}

std::string one_cookie_is(std::string_view name, std::string_view form, std::string_view capture) {
  const std::string named = capture.empty() ? "" : "?<" + std::string(capture) + ">";
  return one_and_no_other(name, "(" + named + std::string(form) + ")", "\\1");
}

std::string no_cookie_is(std::string_view name) {
  return "^(?!" + up_to_value(name) + ")";
}

std::string path_form(std::string_view path, bool exact) {
  return "^" + regex_text(path) + (exact ? "$" : "");
}

std::string page_form(const PageRule& page) {
  if (page.rule.starts_with('/')) return "^[^/]*" + regex_text(page.rule);
  return "^" + regex_text(page.rule) + "(?::[0-9]*)?/";
}

std::string embed_page_form(const ServerTable& table) {
  if (table.base.empty() || table.embeds.empty()) return {};
  std::string ids;
  for (const std::string& id : table.embeds) ids += (ids.empty() ? "" : "|") + id;
  return "^" + regex_text(table.base) + "embed-(?:" + ids + ")\\.html$";
}

std::string_view harmless_type_form() noexcept {
  return "^(?:image/(?!svg)|font/|audio/|video/|text/css|application/(?:x-)?font-)";
}

std::string_view document_type_form() noexcept {
  return "^(?:text/html|application/xhtml|image/svg)";
}

}  // namespace akkoord
