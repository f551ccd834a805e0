// SPDX-License-Identifier: MIT
#include "core/compile/later_script.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/compile/byte_text.h"
#include "core/compile/javascript_text.h"
#include "core/compile/language_text.h"
#include "core/compile/script.h"

namespace akkoord {

namespace {

constexpr std::array<std::string_view, 3> said_after_choice = {"saved", "saved_next_page",
                                                               "not_kept"};

/// Where grants take effect otherwise than by default.
JavascriptObject routes_literal(const Policy& policy) {
  JavascriptObject routes;
  for (const GrantRoute& route : policy.grant_routes) {
    routes.entry(route.prefix.text, javascript_string(route.takes_effect));
  }
  return routes;
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

}  // namespace

bool is_said_after_choice(std::string_view key) noexcept {
  return std::find(said_after_choice.begin(), said_after_choice.end(), key) !=
         said_after_choice.end();
}

std::string later_literal(const Policy& policy, const JsonValue& language) {
  JavascriptObject data;
  JavascriptObject texts;
  for (const auto& [key, text] : banner_texts(language, policy)) {
    if (is_said_after_choice(key)) texts.string(key, text);
  }
  data.literal("text", texts.text());
  data.string("on_grant", policy.on_grant);
  const auto add_unless_empty = [&data](std::string_view key, const JavascriptObject& object) {
    if (!object.empty()) data.literal(key, object.text());
  };
  add_unless_empty("routes", routes_literal(policy));
  add_unless_empty("http_only", http_only_literal(policy));
  add_unless_empty("cookie_paths", cookie_paths_literal(policy));
  if (!policy.collector.empty()) {
    data.string("endpoint", policy.collector);
    if (!policy.sensitive_routes.empty()) data.literal("sensitive", "1");
  }
  return data.text();
}

std::optional<std::string> write_later_script(const Policy& policy, const JsonValue& language,
                                              const Catalogue& catalogue) {
  const std::optional<std::string> script =
      with_literal(catalogue.later_script, "AKKOORD_LATER", later_literal(policy, language));
  if (!script) return std::nullopt;
  return with_literal(*script, "AKKOORD_MODULE",
                      "\"" + byte_text(catalogue.whole_page_module, code_shift) + "\"");
}

}  // namespace akkoord
