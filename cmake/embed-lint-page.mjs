// SPDX-License-Identifier: MIT
//
// Writes what the lint runs in pages as C++: embed-lint-page.mjs OUT.cc PAGE.ts HEALTH-WORDS.json
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { constant } from './embedded-file.mjs';

const [out, page, healthWords] = process.argv.slice(2);
if (healthWords === undefined) {
  console.error('usage: embed-lint-page.mjs OUT.cc PAGE.ts HEALTH-WORDS.json');
  process.exit(2);
}
const folder = dirname(out);
mkdirSync(folder, { recursive: true });
const bundled = join(folder, 'lint-page.js');
await build({
  entryPoints: [page],
  outfile: bundled,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2022',
  charset: 'ascii',
  legalComments: 'none',
  logLevel: 'warning',
});
writeFileSync(
  out,
  `// Written by cmake/embed-lint-page.mjs.
#include "cli/lint/page_script.h"

namespace akkoord {
namespace {

${constant('page', bundled)}
${constant('health_words', healthWords)}
}  // namespace

std::string_view page_lint_script() noexcept { return page; }
std::string_view health_words_json() noexcept { return health_words; }

}  // namespace akkoord
`,
);
