// SPDX-License-Identifier: MIT
//
// Writes the parts of a proof's page as C++: embed-proof-parts.mjs OUT.cc STYLE LANGUAGE.json...
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { constant } from './embedded-file.mjs';

const [out, style, ...languages] = process.argv.slice(2);
if (languages.length === 0) {
  console.error('usage: embed-proof-parts.mjs OUT.cc STYLE LANGUAGE.json...');
  process.exit(2);
}

const entries = languages.map((file, i) => `    {"${basename(file, '.json')}", language_${i}},`);
const text = `// Written by cmake/embed-proof-parts.mjs.
#include "collector/proof_parts.h"

namespace akkoord {
namespace {

${languages.map((file, i) => constant(`language_${i}`, file)).join('\n')}
${constant('style', style)}
constexpr ProofPart languages[] = {\n${entries.join('\n')}\n};

}  // namespace

std::span<const ProofPart> proof_languages() noexcept {
  return languages;
}

std::string_view proof_style() noexcept {
  return style;
}

}  // namespace akkoord
`;
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text);
