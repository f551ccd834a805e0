// SPDX-License-Identifier: MIT
#include "core/compile/embed_page.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/blob_writer.h"
#include "core/compile/sha256.h"
#include "core/compile/snippet.h"
#include "core/compile/web_socket.h"
#include "core/pattern.h"

namespace akkoord {

namespace {

constexpr std::string_view style =
    "html,body,iframe{display:block;width:100%;height:100%;margin:0;border:0;overflow:hidden}";

// What is not http(s) would run here (javascript:) or show what nobody serves (data:). A host of
// another service is refused by the policy. Another address in the same frame loads anew.
constexpr std::string_view script = R"((() => {
  addEventListener('hashchange', () => location.reload());
  const url = new URL(decodeURIComponent(location.hash.slice(1)));
  if (!/^https?:$/.test(url.protocol)) return;
  const frame = document.createElement('iframe');
  frame.title = document.title;
  frame.allow = 'fullscreen; encrypted-media; picture-in-picture; autoplay';
  frame.allowFullscreen = true;
  frame.referrerPolicy = 'strict-origin-when-cross-origin';
  frame.src = url.href;
  document.body.append(frame);
})();)";

std::string page_policy_of(std::string_view sources) {
  std::string text = "default-src 'none'; frame-src ";
  text += sources.empty() ? "'none'" : sources;
  text += "; script-src '" + policy_hash(script) + "'; style-src '" + policy_hash(style);
  return text + "'; base-uri 'none'; form-action 'none'";
}

}  // namespace

std::string embed_page_name(std::string_view id) {
  return "embed-" + std::string(id) + ".html";
}

std::string embed_sources(const Policy& policy, const Needs& needs, std::size_t number) {
  std::vector<PlacedText> sources;
  const std::vector<UrlClaim>& urls = policy.services[number].urls;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    const std::vector<ServiceNumber>& others = needs[number][i];
    const bool waits = std::any_of(others.begin(), others.end(), [&policy](ServiceNumber other) {
      return policy.services[other].category != Category::mandatory;
    });
    const std::string& pattern = urls[i].pattern;
    if (waits || pattern.starts_with('/') || is_socket_source(pattern)) continue;
    sources.push_back({pattern, {}});
  }
  return source_list(sources);
}

std::string embed_page(const Policy& policy, const Needs& needs, std::size_t number) {
  const std::string language = policy.languages.empty() ? "en" : policy.languages.front().text;
  std::string page = "<!doctype html>\n<html lang=\"" + html_attribute(language) + "\">\n";
  page += "<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"";
  page += html_attribute(page_policy_of(embed_sources(policy, needs, number))) + "\">\n";
  page += "<meta name=\"robots\" content=\"noindex\">\n";
  page += "<title>" + html_attribute(policy.services[number].name) + "</title>\n";
  page.append("<style>").append(style).append("</style>\n<body>\n<script>").append(script);
  return page + "</script>\n";
}

}  // namespace akkoord
