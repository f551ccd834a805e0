// SPDX-License-Identifier: MIT
#include "core/compile/script.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "core/compile/byte_text.h"
#include "core/compile/javascript_text.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/language_text.h"
#include "core/compile/table.h"

namespace akkoord {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// byte_text() leaves nothing to escape.
std::string bytes_literal(std::string_view bytes, unsigned shift = 0) {
  return "\"" + byte_text(bytes, shift) + "\"";
}

std::string texts_literal(const JsonValue& language, const Policy& policy) {
  JavascriptObject texts;
  for (const auto& [key, text] : banner_texts(language, policy)) texts.string(key, text);
  JavascriptObject notices;
  for (const auto& [country, address] : notices_in(policy, text_at(language, "language"))) {
    notices.entry(country, javascript_string(address));
  }
  texts.literal("notices", notices.text());
  return texts.text();
}

std::string languages_literal(const Policy& policy) {
  std::string list;
  for (const PlacedText& language : policy.languages) {
    if (!list.empty()) list += ',';
    list += javascript_string(language.text);
  }
  return "[" + list + "]";
}

/// Where grants take effect otherwise than by default.
JavascriptObject routes_literal(const Policy& policy) {
  JavascriptObject routes;
  for (const GrantRoute& route : policy.grant_routes) {
    routes.entry(route.prefix.text, javascript_string(route.takes_effect));
  }
  return routes;
}

/// Selectors by service, for those with a placeholder.
JavascriptObject embeds_literal(const Policy& policy) {
  JavascriptObject embeds;
  for (const PolicyService& service : policy.services) {
    if (!service.has_placeholder()) continue;
    std::string selectors;
    for (const PlacedText& selector : service.embed_elements) {
      if (!selectors.empty()) selectors += ',';
      selectors += selector.text;
    }
    embeds.entry(service.id, javascript_string(selectors));
  }
  return embeds;
}

/// Calls `take` with the site's cookies that a withdrawal may have to delete, and their service.
template <typename Take>
void for_each_deletable_cookie(const Policy& policy, const Take& take) {
  for (const PolicyService& service : policy.services) {
    if (service.category == Category::mandatory) continue;
    for (const CookieClaim& cookie : service.cookies) {
      if (cookie.host.empty()) take(service, cookie);
    }
  }
}

/// The service of each cookie that scripts can't see.
JavascriptObject http_only_literal(const Policy& policy) {
  JavascriptObject names;
  for_each_deletable_cookie(policy, [&](const PolicyService& service, const CookieClaim& cookie) {
    if (cookie.http_only) names.entry(cookie.name, javascript_string(service.id));
  });
  return names;
}

/// The names set below "/", by path. Where a beginning is declared, the name can't be known.
JavascriptObject cookie_paths_literal(const Policy& policy) {
  std::map<std::string_view, std::string> names;
  for_each_deletable_cookie(policy, [&](const PolicyService&, const CookieClaim& cookie) {
    if (cookie.path == "/" || cookie.name.ends_with('*') || cookie.http_only) return;
    std::string& list = names[cookie.path];
    if (!list.empty()) list += ' ';
    list += cookie.name;
  });
  JavascriptObject paths;
  for (const auto& [path, list] : names) paths.entry(path, javascript_string(list));
  return paths;
}

/// A function that finds the country of a page.
std::string country_literal(const Policy& policy, std::string_view page_country) {
  const std::vector<Jurisdiction>& all = policy.jurisdictions;
  if (all.size() > 1) return "()=>" + country_call(policy, page_country);
  return "()=>" + javascript_string(all.empty() ? std::string() : all.front().country.text);
}

/// Whether nobody is asked: 1 where no service needs consent, 2 where none can be objected to.
int quietness(const Policy& policy) {
  int quiet = 2;
  for (const PolicyService& service : policy.services) {
    if (service.category == Category::mandatory) continue;
    if (!is_exempt_everywhere(policy, service)) return 0;
    quiet = 1;
  }
  return quiet;
}

/// The countries on whose pages nobody is asked, where that is so on some pages only.
std::string quiet_countries(const Policy& policy) {
  std::string list;
  if (!differs_by_country(policy)) return list;
  for (const Jurisdiction& one : policy.jurisdictions) {
    const bool is_quiet = std::all_of(
        policy.services.begin(), policy.services.end(), [&one](const PolicyService& service) {
          return service.category == Category::mandatory || is_exempt_in(service, one.country.text);
        });
    if (is_quiet) list += (list.empty() ? "" : ",") + javascript_string(one.country.text);
  }
  return list;
}

}  // namespace

std::optional<std::string> with_literal(std::string_view script, std::string_view placeholder,
                                        std::string_view literal) {
  const std::size_t at = script.find(placeholder);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t behind = at + placeholder.size();
  if (script.find(placeholder, behind) != std::string_view::npos) return std::nullopt;
  std::string text(script.substr(0, at));
  text += literal;
  text += script.substr(behind);
  return text;
}

std::string data_literal(const ScriptParts& parts, const Catalogue& catalogue) {
  const Policy& policy = parts.policy;
  JavascriptObject data;
  data.string("id", policy.id);
  data.literal("r", std::to_string(policy.revision));
  data.literal("wasm", bytes_literal(catalogue.page_module, code_shift));
  data.literal("blob", bytes_literal(parts.blob));
  data.string("lang", text_at(parts.language, "language"));
  data.string("dir", text_at(parts.language, "direction"));
  data.literal("text", texts_literal(parts.language, policy));
  data.literal("langs", languages_literal(policy));
  data.string("layout", policy.layout);
  data.string("css", parts.style);
  data.literal("country", country_literal(policy, catalogue.page_country));
  data.string("on_grant", policy.on_grant);
  const auto add_unless_empty = [&data](std::string_view key, const JavascriptObject& object) {
    if (!object.empty()) data.literal(key, object.text());
  };
  add_unless_empty("routes", routes_literal(policy));
  if (const int quiet = quietness(policy); quiet > 0) {
    data.literal("quiet", std::to_string(quiet));
  } else if (const std::string countries = quiet_countries(policy); !countries.empty()) {
    data.getter("quiet", "+[" + countries + "].includes(this.country())");
  }
  if (policy.jurisdictions.size() > 1) data.literal("countries", "1");
  if (!parts.country_blobs.empty()) {
    JavascriptObject blobs;
    for (const auto& [country, blob] : parts.country_blobs)
      blobs.entry(country, bytes_literal(blob));
    data.literal("blobs", blobs.text());
    data.literal("follow", catalogue.country_follower);
  }
  if (policy.observe) data.literal("observe", "1");
  if (policy.webrtc) data.literal("webrtc", "1");
  if (const std::string guarded = guarded_paths(policy); !guarded.empty()) {
    data.literal("path_services", guarded);
    data.literal("paths", catalogue.path_gate);
  }
  add_unless_empty("embeds", embeds_literal(policy));
  add_unless_empty("http_only", http_only_literal(policy));
  add_unless_empty("cookie_paths", cookie_paths_literal(policy));
  data.string("v", parts.version);
  return data.text();
}

std::optional<std::string> write_script(const ScriptParts& parts, const Catalogue& catalogue) {
  std::optional<std::string> script =
      with_literal(catalogue.page_script, "AKKOORD_DATA", data_literal(parts, catalogue));
  if (script) script->insert(0, byte_order_mark);
  return script;
}

std::optional<std::string> write_later_script(const Catalogue& catalogue) {
  return with_literal(catalogue.later_script, "AKKOORD_MODULE",
                      bytes_literal(catalogue.whole_page_module, code_shift));
}

}  // namespace akkoord
