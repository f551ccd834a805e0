// SPDX-License-Identifier: MIT
#include "core/compile/snippet.h"

namespace akkoord {

namespace {

constexpr std::string_view policy_meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

/// A comment, then one script; `how` stands behind "<script" and may be empty.
std::string script_lines(std::string_view comment, std::string_view how, std::string_view url,
                         std::string_view fragment) {
  std::string text = "<!-- Akkoord: ";
  text.append(comment).append(" -->\n<script").append(how).append(" src=\"");
  return text.append(html_attribute(url)).append(fragment).append("\"></script>\n");
}

}  // namespace

std::string write_observing_snippet(std::string_view script_url) {
  return script_lines("this line only observes; nothing is held.", " async", script_url, "");
}

std::string write_header_lines(std::string_view script_url) {
  return script_lines("keep this line in head; the server sends the page policy.", " defer",
                      script_url, "#header");
}

std::string write_tag_lines(std::string_view script_url) {
  return script_lines("keep this line first in head, behind the charset.", "", script_url, "#tag");
}

std::string write_snippet(const SnippetParts& parts) {
  std::string text = "<!-- Akkoord: keep these lines first in head, behind the charset. -->\n";
  text.append(policy_meta).append("base-uri *\">\n");
  text.append("<script>").append(parts.bootstrap).append("</script>\n");
  text.append("<script async src=\"").append(html_attribute(parts.script_url));
  text.append("\"></script>\n");
  text.append("<noscript>").append(policy_meta).append(html_attribute(parts.refusing_policy));
  text.append("\"></noscript>\n");
  return text;
}

std::string html_attribute(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace akkoord
