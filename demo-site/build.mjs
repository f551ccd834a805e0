// SPDX-License-Identifier: MIT
//
// Bundles the demo: node demo-site/build.mjs OUTDIR writes serve.mjs, host-map.mjs and stage.js.
import { build } from 'esbuild';

const outdir = process.argv[2] ?? 'out/demo-site';
const shared = { bundle: true, logLevel: 'warning', legalComments: 'none' };

await build({
  ...shared,
  entryPoints: { serve: 'demo-site/serve.ts', 'host-map': 'demo-site/host-map.ts' },
  outdir,
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  target: 'node18',
});
await build({
  ...shared,
  entryPoints: { stage: 'demo-site/what-left/stage.ts' },
  outdir,
  format: 'esm',
  target: 'es2020',
});
