// SPDX-License-Identifier: MIT
#include "core/compile/snippet.h"

namespace akkoord {

namespace {

constexpr std::string_view policy_meta = "<meta http-equiv=\"Content-Security-Policy\" content=\"";

}  // namespace

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
