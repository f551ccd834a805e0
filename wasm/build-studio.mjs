// SPDX-License-Identifier: MIT
//
// Puts the studio module together: node wasm/build-studio.mjs EMSCRIPTEN-DIR OUTDIR writes
// akkoord-studio.js (an ES module), akkoord-studio.wasm and akkoord-studio.d.ts.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const [from, to] = process.argv.slice(2);
if (to === undefined) {
  console.error('usage: build-studio.mjs EMSCRIPTEN-DIR OUTDIR');
  process.exit(2);
}
const glue = './akkoord-studio-module.js';
mkdirSync(to, { recursive: true });
await build({
  entryPoints: ['wasm/studio.ts'],
  outfile: join(to, 'akkoord-studio.js'),
  bundle: true,
  format: 'esm',
  target: 'es2020',
  legalComments: 'none',
  logLevel: 'warning',
  external: ['node:fs/promises'],
  plugins: [
    {
      name: 'emscripten-glue',
      setup({ onResolve }) {
        onResolve({ filter: /akkoord-studio-module/ }, () => ({ path: resolve(from, glue) }));
      },
    },
  ],
});
copyFileSync(join(from, 'akkoord-studio-module.wasm'), join(to, 'akkoord-studio.wasm'));
const types = readFileSync('wasm/studio-api.ts', 'utf8');
writeFileSync(
  join(to, 'akkoord-studio.d.ts'),
  `${types}\n/** Loads the module. */\nexport declare function loadStudio(): Promise<Studio>;\n`,
);
