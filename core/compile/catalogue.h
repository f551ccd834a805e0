// SPDX-License-Identifier: MIT
//
// What the compiler needs beside a policy: presets, languages, the schema and the web parts. They
// are handed in, so that the compiler reads no files; a build puts them into the program.
#pragma once

#include <span>
#include <string_view>

namespace akkoord {

/// A file of the catalogue.
struct CatalogueFile {
  /// Its name without ".json", e.g. "youtube" or "nl".
  std::string_view id;
  /// Its bytes.
  std::string_view text;
};

/// Views into memory that outlives every use.
struct Catalogue {
  /// consent-config/presets, by id.
  std::span<const CatalogueFile> presets;
  /// consent-config/languages, by language.
  std::span<const CatalogueFile> languages;
  /// consent-config/names, by language.
  std::span<const CatalogueFile> names;
  /// consent-config/authorities.json.
  std::string_view authorities;
  /// consent-config/policy.schema.json.
  std::string_view schema;
  /// consent-config/wording.json.
  std::string_view wording;
  /// The inline bootstrap, in which AKKOORD_TABLE stands once.
  std::string_view bootstrap;
  /// What stands inline ahead of the deferred script, in which AKKOORD_CALLS stands once.
  std::string_view early;
  /// The one script, in which AKKOORD_DATA stands once.
  std::string_view page_script;
  /// What holds own paths that stand in for services: an expression.
  std::string_view path_gate;
  /// What the layout "bar" has besides, and what "dialog" has: style sheets.
  std::string_view bar_style;
  std::string_view dialog_style;
  /// What finds the country of a page by rules: an expression.
  std::string_view page_country;
  /// What keeps the page module under the policy of the page's country: an expression.
  std::string_view country_follower;
  /// What loads the script that tells the collector, where there is one: an expression.
  std::string_view teller;
  /// What the one script loads when it is needed, in which AKKOORD_MODULE and AKKOORD_LATER stand
  /// once.
  std::string_view later_script;
  /// What tells the collector, in which AKKOORD_TELL stands once.
  std::string_view tell_script;
  /// The second layer's script.
  std::string_view settings_script;
  /// The placeholders' script.
  std::string_view embeds_script;
  /// The inspector's script.
  std::string_view inspector_script;
  /// The declaration's script.
  std::string_view declaration_script;
  /// The style sheet of a declaration, wherever it stands.
  std::string_view declaration_style;
  /// What a declaration's page of its own has besides.
  std::string_view declaration_page_style;
  /// The page module's bytes, as far as each page takes it at first.
  std::string_view page_module;
  /// All of it.
  std::string_view whole_page_module;
};

/// The catalogue that was built into this program. Defined by the build.
[[nodiscard]] Catalogue embedded_catalogue() noexcept;

}  // namespace akkoord
