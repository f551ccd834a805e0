// SPDX-License-Identifier: MIT
#include "core/compile/script.h"

#include <cstddef>

#include "core/compile/byte_text.h"
#include "core/compile/javascript_text.h"
#include "core/compile/language_text.h"

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

std::string theme_literal(const Policy& policy) {
  JavascriptObject theme;
  for (const ThemeEntry& entry : policy.theme) {
    if (entry.value.starts_with('#')) {
      theme.string(entry.key, entry.value);
    } else {
      theme.literal(entry.key, entry.value);
    }
  }
  return theme.text();
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

std::string data_literal(const ScriptParts& parts, std::string_view page_module) {
  const Policy& policy = parts.policy;
  JavascriptObject data;
  data.string("id", policy.id);
  data.literal("r", std::to_string(policy.revision));
  data.literal("wasm", bytes_literal(page_module, code_shift));
  data.literal("blob", bytes_literal(parts.blob));
  data.string("hash", parts.bootstrap_hash);
  data.string("lang", text_at(parts.language, "language"));
  data.string("dir", text_at(parts.language, "direction"));
  data.literal("text", texts_literal(parts.language, policy));
  data.literal("langs", languages_literal(policy));
  data.string("layout", policy.layout);
  if (!policy.theme.empty()) data.literal("theme", theme_literal(policy));
  data.string("notice", policy.privacy_notice);
  data.string("on_grant", policy.on_grant);
  data.string("v", parts.version);
  return data.text();
}

std::optional<std::string> write_script(const ScriptParts& parts, const Catalogue& catalogue) {
  std::optional<std::string> script = with_literal(catalogue.page_script, "AKKOORD_DATA",
                                                   data_literal(parts, catalogue.page_module));
  if (script) script->insert(0, byte_order_mark);
  return script;
}

}  // namespace akkoord
