// SPDX-License-Identifier: MIT
//
// Prints what Akkoord costs: node tests/bench/run.mjs [sizes|classify|page|cost], all without a word; and only by
// their names, since they take minutes: kills, whether 50 of them lose anything that the collector acknowledged, with
// either store; collector, how many events a second it takes beside two peers; records, what ten million of them
// take; and clickhouse, what a collector takes that has ClickHouse as its store.
// Wants ./build to have run; asserts nothing about time. A quiet machine gives better figures.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const usual = ['sizes', 'classify', 'page', 'cost'];
const parts = [...usual, 'kills', 'collector', 'records', 'clickhouse'];
const bundles = 'out/bench-bundles';

process.chdir(join(dirname(fileURLToPath(import.meta.url)), '../..'));
const wanted = process.argv.length > 2 ? process.argv.slice(2) : usual;
if (wanted.some((part) => !parts.includes(part))) {
  console.error(`usage: node tests/bench/run.mjs [${parts.join('|')}]`);
  process.exit(2);
}
if (!existsSync('dist/bin/akkoord') || !existsSync('out/web/page-script.js')) {
  console.error('dist/ or out/ is missing: run ./build first.');
  process.exit(1);
}

const shared = { bundle: true, logLevel: 'warning', outdir: bundles };
await build({
  ...shared,
  entryPoints: wanted.map((part) => `tests/bench/${part}.ts`),
  outExtension: { '.js': '.mjs' },
  platform: 'node',
  format: 'esm',
  target: 'node18',
  packages: 'external',
});
await build({ ...shared, entryPoints: ['tests/bench/classify-in-page.ts'], format: 'iife' });

const [load = 0] = loadavg();
console.log(`${cpus().length} cores, ${load.toFixed(1)} processes busy in the last minute`);
for (const part of wanted) {
  console.log(`\n== ${part}`);
  const run = spawnSync('node', [`${bundles}/${part}.mjs`], { stdio: 'inherit' });
  if (run.status !== 0) process.exitCode = 1;
}
