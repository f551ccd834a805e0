// SPDX-License-Identifier: MIT
//
// `presets.json`, by which the inspector names what a policy does not: what each preset of the
// catalogue claims, less what visitors are told.
//
//     { "presets": [{ "id", "name", "category", "urls", "cookies", "local_storage",
//                     "session_storage", "indexed_db", "caches" }] }
//
// Lists hold patterns as a policy writes them; cookies are those of the site alone.
#pragma once

#include <string>

#include "core/compile/catalogue.h"

namespace akkoord {

/// The file's text. A preset that can't be read is left out.
[[nodiscard]] std::string preset_list(const Catalogue& catalogue);

}  // namespace akkoord
