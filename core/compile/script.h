// SPDX-License-Identifier: MIT
//
// The one script: what esbuild made of web/, with the page module, the policy and the default
// language put in. web/page-data.ts has the type of what is put in. What only a choice needs comes
// with the file that makes one (later_script.h).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/compile/catalogue.h"
#include "core/compile/json_value.h"
#include "core/compile/policy.h"

namespace akkoord {

/// `script` with the one word `placeholder` in it replaced; nothing where it does not stand there
/// exactly once.
[[nodiscard]] std::optional<std::string> with_literal(std::string_view script,
                                                      std::string_view placeholder,
                                                      std::string_view literal);

/// What the script is made of besides the catalogue.
struct ScriptParts {
  /// The policy, with hosts mapped.
  const Policy& policy;
  /// The default language's file.
  const JsonValue& language;
  /// The policy blob of pages (blob_writer.h), for pages of no country.
  std::string_view blob;
  /// The version of the files that are loaded later.
  std::string_view version;
  /// The banner's style of this policy.
  std::string_view style = {};
  /// The same blob by country, where it differs there.
  std::vector<std::pair<std::string, std::string>> country_blobs = {};
};

/// The literal that takes the place of AKKOORD_DATA.
[[nodiscard]] std::string data_literal(const ScriptParts& parts, const Catalogue& catalogue);

/// `akkoord.js`: begins with a byte order mark, so that browsers read it as UTF-8 whatever the
/// page's charset is. Nothing where the catalogue's script has no place for the data.
[[nodiscard]] std::optional<std::string> write_script(const ScriptParts& parts,
                                                      const Catalogue& catalogue);

}  // namespace akkoord
