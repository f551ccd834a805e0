// SPDX-License-Identifier: MIT
//
// The files that akkoord-declaration.js reads, one a language: `declaration-LANG.json`; where the
// policy is of several countries, one for each too, `declaration-LANG-FR.json`. The document as it
// is, and the words for what only the visitor's browser knows: their choice.
//
//     { "language": "nl", "direction": "ltr", "title": "...", "blocks": [BLOCK], "sections":
//         [{ "id": "choice", "heading": "...", "blocks": [BLOCK], "sections": [...] }],
//       "visitor": { "words": { "allowed": "..." }, "categories": [{ "id": "social", "name": "...",
//         "services": [["youtube", "YouTube"]] }] } }
//
//     BLOCK   { "line": LINE } | { "facts": [[term, [LINE]]] } |
//             { "caption": "...", "columns": ["..."], "groups": [{ "title", "rows": [[[LINE]]] }] }
//     LINE    a list of phrases: text as a string, else { name | code | mark: text }, or
//             { "link": text, "to": address }
//
// web/declaration/document.ts has the type. Where nothing is asked there is no "visitor".
#pragma once

#include <string>
#include <vector>

#include "core/compile/compile.h"
#include "core/declare/declaration.h"
#include "core/declare/draw_up.h"

namespace akkoord {

/// The file for `input`.
[[nodiscard]] std::string declaration_json(const DeclarationInput& input);

/// The files for all languages of `opened`, to stand beside those of the compiler: for
/// OpenedPolicy::further. Their date is the lock's; of a revision that it does not know yet, today.
[[nodiscard]] std::vector<OutputFile> declaration_files(const CompileInput& input,
                                                        const OpenedPolicy& opened);

}  // namespace akkoord
