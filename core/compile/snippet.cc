// SPDX-License-Identifier: MIT
#include "core/compile/snippet.h"

#include "core/compile/sha256.h"

namespace akkoord {

namespace {

constexpr std::string_view policy_meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

std::string opening_comment(std::string_view text) {
  return "<!-- Akkoord: " + std::string(text) + " -->\n";
}

/// Chromium's preload scanner stops where it meets a policy in markup, whatever that says.
std::string permit_all() {
  return std::string(policy_meta) + "base-uri *\">\n";
}

std::string inline_script(std::string_view code) {
  return "<script>" + std::string(code) + "</script>\n";
}

/// `how` stands behind "<script" and may be empty.
std::string script_line(std::string_view how, std::string_view url, std::string_view fragment) {
  std::string text = "<script";
  text.append(how).append(" src=\"").append(html_attribute(url)).append(fragment);
  return text.append("\"></script>\n");
}

}  // namespace

std::string write_observing_snippet(std::string_view script_url) {
  return opening_comment("this line only observes; nothing is held.") +
         script_line(" async", script_url, "");
}

std::string write_header_lines(std::string_view early, std::string_view script_url) {
  std::string comment = "keep this script first in head; the server sends the page policy. Where ";
  comment.append("a policy\n     of the site's own forbids inline code, add '");
  comment.append(policy_hash(early)).append("' to its\n     script-src.");
  return opening_comment(comment) + inline_script(early) +
         opening_comment("and this one last in body, so that nothing waits for it.") +
         script_line(" defer", script_url, "#header");
}

std::string write_tag_lines(std::string_view script_url) {
  return opening_comment("keep these lines first in head, behind the charset.") + permit_all() +
         script_line("", script_url, "#tag");
}

std::string write_snippet(const SnippetParts& parts) {
  std::string text = opening_comment("keep these lines first in head, behind the charset.");
  text.append(permit_all()).append(inline_script(parts.bootstrap));
  text.append(script_line(" async", parts.script_url, ""))
      .append("<noscript>")
      .append(policy_meta)
      .append(html_attribute(parts.refusing_policy));
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
