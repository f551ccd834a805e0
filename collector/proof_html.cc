// SPDX-License-Identifier: MIT
#include "collector/proof_html.h"

#include "core/compile/quoted.h"
#include "core/compile/snippet.h"

namespace akkoord {

std::string html_text(std::string_view text) {
  return html_attribute(printable(text));
}

std::string html_element(std::string_view tag, std::string_view content,
                         std::string_view attributes) {
  std::string html = "<" + std::string(tag);
  if (!attributes.empty()) html.append(" ").append(attributes);
  return html.append(">").append(content).append("</").append(tag).append(">\n");
}

std::string html_name(std::string_view text) {
  return "<bdi>" + html_text(text) + "</bdi>";
}

std::string html_code(std::string_view text) {
  return R"(<code dir="ltr" translate="no">)" + html_text(text) + "</code>";
}

std::string html_row(std::string_view term, std::string_view value) {
  if (value.empty()) return {};
  return html_element("dt", html_text(term)) + html_element("dd", value);
}

}  // namespace akkoord
