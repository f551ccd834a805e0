// SPDX-License-Identifier: MIT
#include "core/compile/script.h"

#include <algorithm>
#include <cstddef>

#include "core/compile/byte_text.h"
#include "core/compile/javascript_text.h"
#include "core/compile/jurisdictions.h"
#include "core/compile/language_text.h"
#include "core/compile/later_script.h"
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
  for (const auto& [key, text] : banner_texts(language, policy)) {
    if (!is_said_after_choice(key)) texts.string(key, text);
  }
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
  if (const JavascriptObject embeds = embeds_literal(policy); !embeds.empty()) {
    data.literal("embeds", embeds.text());
  }
  if (!policy.collector.empty()) data.literal("tell", catalogue.teller);
  data.string("v", parts.version);
  return data.text();
}

std::optional<std::string> write_script(const ScriptParts& parts, const Catalogue& catalogue) {
  std::optional<std::string> script =
      with_literal(catalogue.page_script, "AKKOORD_DATA", data_literal(parts, catalogue));
  if (script) script->insert(0, byte_order_mark);
  return script;
}

}  // namespace akkoord
