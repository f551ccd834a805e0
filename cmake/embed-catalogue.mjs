// SPDX-License-Identifier: MIT
//
// Writes the catalogue as C++: embed-catalogue.mjs OUT.cc CONSENT-CONFIG WEB WASM
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { constant } from './embedded-file.mjs';

const [out, config, web, wasm] = process.argv.slice(2);
if (wasm === undefined) {
  console.error('usage: embed-catalogue.mjs OUT.cc CONSENT-CONFIG WEB WASM');
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
${list('names', join(config, 'names'))}
${constant('authorities', join(config, 'authorities.json'))}
${constant('schema', join(config, 'policy.schema.json'))}
${constant('wording', join(config, 'wording.json'))}
${constant('bootstrap', join(web, 'bootstrap.js'))}
${constant('early', join(web, 'early.js'))}
${constant('page_script', join(web, 'page-script.js'))}
${constant('path_gate', join(web, 'paths.js'))}
${constant('bar_style', join(web, 'bar.css'))}
${constant('dialog_style', join(web, 'dialog.css'))}
${constant('page_country', join(web, 'page-country.js'))}
${constant('country_follower', join(web, 'follow-country.js'))}
${constant('teller', join(web, 'teller.js'))}
${constant('later_script', join(web, 'later.js'))}
${constant('tell_script', join(web, 'tell.js'))}
${constant('settings_script', join(web, 'settings.js'))}
${constant('embeds_script', join(web, 'embeds.js'))}
${constant('inspector_script', join(web, 'inspector.js'))}
${constant('declaration_script', join(web, 'declaration.js'))}
${constant('declaration_style', join(web, 'declaration.css'))}
${constant('declaration_page_style', join(web, 'declaration-page.css'))}
${constant('page_module', join(wasm, 'akkoord-page.wasm'))}
${constant('whole_page_module', join(wasm, 'akkoord-page-whole.wasm'))}
}  // namespace

Catalogue embedded_catalogue() noexcept {
  return {.presets = presets,
          .languages = languages,
          .names = names,
          .authorities = authorities,
          .schema = schema,
          .wording = wording,
          .bootstrap = bootstrap,
          .early = early,
          .page_script = page_script,
          .path_gate = path_gate,
          .bar_style = bar_style,
          .dialog_style = dialog_style,
          .page_country = page_country,
          .country_follower = country_follower,
          .teller = teller,
          .later_script = later_script,
          .tell_script = tell_script,
          .settings_script = settings_script,
          .embeds_script = embeds_script,
          .inspector_script = inspector_script,
          .declaration_script = declaration_script,
          .declaration_style = declaration_style,
          .declaration_page_style = declaration_page_style,
          .page_module = page_module,
          .whole_page_module = whole_page_module};
}

}  // namespace akkoord
`;
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, text);
