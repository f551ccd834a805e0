// SPDX-License-Identifier: MIT
#include "core/compile/server/config_comment.h"

#include "core/category.h"

namespace akkoord {

namespace {

std::string comment(std::string_view mark, std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines.append(mark).append(end == 0 ? "" : " ").append(text.substr(0, end)).append("\n");
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::string hash_comment(std::string_view text) {
  return comment("#", text);
}

std::string slash_comment(std::string_view text) {
  return comment("//", text);
}

std::string what_it_is(const ServerTable& table, std::string_view kind) {
  std::string text = "Akkoord: the page policy of \"" + table.policy_id + "\", revision " +
                     std::to_string(table.revision) +
                     ".\nNot for editing. Made, and to be made again when the policy changes, by:\n"
                     "    akkoord headers POLICY.json --for " +
                     std::string(kind) + " -o DIR\n";
  if (!table.countries.empty()) {
    text +=
        "Whose rules a page follows is told by its host and path; a country that the page itself "
        "names\n"
        "(data-akkoord-jurisdiction) no server sees. On all other pages the strictest rules "
        "hold.\n";
  }
  if (table.observe) {
    text +=
        "The policy says \"observe\": browsers report what they would hold, and hold nothing.\n";
  }
  return text;
}

std::string_view about_caches() noexcept {
  return "Caches: a page's policy is one visitor's, so pages are sent with `Vary: Cookie, "
         "Sec-GPC`\n"
         "and `Cache-Control: private, no-cache`: a browser asks again before it shows a page "
         "that\n"
         "it kept, and no shared cache or CDN may keep one. A CDN that keeps pages all the same "
         "has\n"
         "to send the policy itself: akkoord headers --for edge-worker.\n";
}

std::string_view header_name(const ServerTable& table) noexcept {
  return table.observe ? "Content-Security-Policy-Report-Only" : "Content-Security-Policy";
}

std::string_view category_word(const ServerService& service) noexcept {
  return name_of(service.category);
}

std::string service_title(const ServerService& service) {
  std::string title = service.id + " (" + std::string(category_word(service));
  if (service.exempt) title += ", needs no consent";
  for (const std::string& country : service.exempt_in) {
    title +=
        (&country == &service.exempt_in.front() ? ", needs no consent in " : " and ") + country;
  }
  if (service.off_on_sensitive_routes) title += ", off on sensitive routes";
  return title + ")";
}

std::string group_title(const ServerTable& table, const SourceGroup& group) {
  std::string title;
  for (const std::size_t number : group.services) {
    if (!title.empty()) title += " and ";
    title += table.services[number].id;
  }
  return title;
}

}  // namespace akkoord
