// SPDX-License-Identifier: MIT
//
// Writes the catalogue as C++: embed-catalogue.mjs OUT.cc CONSENT-CONFIG WEB PAGE-MODULE.wasm
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { constant } from './embedded-file.mjs';

const [out, config, web, pageModule] = process.argv.slice(2);
if (pageModule === undefined) {
  console.error('usage: embed-catalogue.mjs OUT.cc CONSENT-CONFIG WEB PAGE-MODULE.wasm');
  process.exit(2);
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
${constant('wording', join(config, 'wording.json'))}
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
          .wording = wording,
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
