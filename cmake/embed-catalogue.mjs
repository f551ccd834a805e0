// SPDX-License-Identifier: MIT
//
// Writes the catalogue as C++: embed-catalogue.mjs OUT.cc CONSENT-CONFIG WEB PAGE-MODULE.wasm
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

const [out, config, web, pageModule] = process.argv.slice(2);
if (pageModule === undefined) {
  console.error('usage: embed-catalogue.mjs OUT.cc CONSENT-CONFIG WEB PAGE-MODULE.wasm');
  process.exit(2);
}

/** A string literal, in pieces that compilers take; octal escapes end by themselves. */
function literal(bytes) {
  const pieces = [];
  for (let start = 0; start < bytes.length; start += 96) {
    const piece = [...bytes.subarray(start, start + 96)].map((byte) => {
      const plain = byte >= 32 && byte < 127 && byte !== 34 && byte !== 92 && byte !== 63;
      return plain ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    });
    pieces.push(`    "${piece.join('')}"`);
  }
  return pieces.length === 0 ? '    ""' : pieces.join('\n');
}

function constant(name, file) {
  const bytes = readFileSync(file);
  return `constexpr char ${name}_bytes[] =\n${literal(bytes)};
constexpr std::string_view ${name}{${name}_bytes, ${bytes.length}};\n`;
}

function list(name, folder) {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  const constants = files.map((file, i) => constant(`${name}_${i}`, join(folder, file)));
  const entries = files.map((file, i) => `    {"${basename(file, '.json')}", ${name}_${i}},`);
  return `${constants.join('\n')}
constexpr CatalogueFile ${name}[] = {\n${entries.join('\n')}\n};\n`;
}

const text = `// Written by cmake/embed-catalogue.mjs.
#include <string_view>

#include "core/compile/catalogue.h"

namespace akkoord {
namespace {

${list('presets', join(config, 'presets'))}
${list('languages', join(config, 'languages'))}
${constant('schema', join(config, 'policy.schema.json'))}
${constant('bootstrap', join(web, 'bootstrap.js'))}
${constant('early', join(web, 'early.js'))}
${constant('page_script', join(web, 'page-script.js'))}
${constant('path_gate', join(web, 'paths.js'))}
${constant('later_script', join(web, 'later.js'))}
${constant('settings_script', join(web, 'settings.js'))}
${constant('embeds_script', join(web, 'embeds.js'))}
${constant('inspector_script', join(web, 'inspector.js'))}
${constant('page_module', pageModule)}
}  // namespace

Catalogue embedded_catalogue() noexcept {
  return {.presets = presets,
          .languages = languages,
          .schema = schema,
          .bootstrap = bootstrap,
          .early = early,
          .page_script = page_script,
          .path_gate = path_gate,
          .later_script = later_script,
          .settings_script = settings_script,
          .embeds_script = embeds_script,
          .inspector_script = inspector_script,
          .page_module = page_module};
}

}  // namespace akkoord
`;
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text);
