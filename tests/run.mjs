// SPDX-License-Identifier: MIT
//
// Runs every test and adds up: node tests/run.mjs [--only PART] [--all]
// A part is core, core-wasm, compile, compile-wasm, declare, event, proof, store, lint, lint-wasm, cli, layering,
// web, servers, collector, browser or matrix. With --all the matrix tries every way in every engine, install and state, and writes docs/matrix.md; without,
// a part of them.
// Ends with `N passed, N failed`.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const minutes = 60_000;
const bundles = 'out/node-tests';

/** The Boost.Test programs: natively, and the same suites as WebAssembly under Node. */
const boostParts = {
  core: ['out/native/tests/core/core_tests'],
  'core-wasm': ['node', '--no-experimental-fetch', 'out/wasm/tests/core/core_tests.cjs'],
  compile: ['out/native/tests/compile/compile_tests'],
  lint: ['out/native/tests/lint/lint_tests'],
  cli: ['out/native/tests/cli/cli_tests'],
  declare: ['out/native/tests/declare/declare_tests'],
  event: ['out/native/tests/event/event_tests'],
  proof: ['out/native/tests/proof/proof_tests'],
  store: ['out/native/tests/collector/collector_tests'],
  'compile-wasm': ['node', '--no-experimental-fetch', 'out/wasm/tests/compile/compile_tests.cjs'],
  'lint-wasm': ['node', '--no-experimental-fetch', 'out/wasm/tests/lint/lint_tests.cjs'],
};

/** The folders whose *.test.ts run under Node, one after another. */
const nodeParts = {
  layering: ['tests/layering'],
  web: ['tests/web', 'tests/studio', 'tests/cli', 'tests/consent-config', 'tests/readme'],
  servers: ['tests/servers'],
  collector: ['tests/collector'],
  browser: ['tests/browser'],
};

function testFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(path);
    return entry.name.endsWith('.test.ts') ? [path] : [];
  });
}

function count(text, pattern) {
  let sum = 0;
  for (const match of text.matchAll(pattern)) sum += Number(match[1]);
  return sum;
}

/** What a part's output says; a part that died without a word counts as one failure. */
function judged(name, run, passed, failed) {
  const died = run.status !== 0 && failed === 0;
  if (died) console.error(`${name}: ended with ${run.error ?? run.signal ?? run.status}`);
  if (passed + failed === 0) console.error(`${name}: no test ran`);
  return { passed, failed: failed + (died || passed + failed === 0 ? 1 : 0) };
}

function runBoost(name, [program, ...options]) {
  const run = spawnSync(program, [...options, '--report_level=short', '--color_output=no'], {
    encoding: 'utf8',
    timeout: 5 * minutes,
  });
  const text = `${run.stdout ?? ''}${run.stderr ?? ''}`;
  process.stdout.write(text);
  const passed = count(text, /(\d+) test cases? out of \d+ passed/g);
  const failed = count(text, /(\d+) test cases? out of \d+ (?:failed|aborted)/g);
  return judged(name, run, passed, failed);
}

/** Bundles TypeScript for Node into `outdir`, each file as NAME.mjs. */
async function bundle(entryPoints, outdir) {
  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  await build({
    entryPoints,
    outdir,
    outbase: 'tests',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node18',
    packages: 'external',
    loader: { '.css': 'text' },
    logLevel: 'warning',
  });
}

async function runNode(name, folders) {
  const entryPoints = folders.flatMap(testFiles);
  const outdir = join(bundles, name);
  await bundle(entryPoints, outdir);
  const bundled = entryPoints.map((file) =>
    join(outdir, relative('tests', file).replace(/\.ts$/, '.mjs')),
  );
  let passed = 0;
  let failed = 0;
  for (const file of bundled) {
    const run = await runKept('node', ['--test', '--test-reporter=tap', file], 10 * minutes);
    const { text } = run;
    const one = judged(
      file,
      run,
      count(text, /^# pass (\d+)$/gm),
      count(text, /^# (?:fail|cancelled) (\d+)$/gm),
    );
    if (one.failed > 0) process.stdout.write(text);
    console.log(`${relative(outdir, file)}: ${one.passed} passed, ${one.failed} failed`);
    passed += one.passed;
    failed += one.failed;
  }
  return { passed, failed };
}

/** Runs a program and keeps what it says; `hear` hears it at once. */
function runKept(command, words, timeout, hear = () => {}) {
  return new Promise((resolve) => {
    const run = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], timeout });
    let text = '';
    for (const output of [run.stdout, run.stderr]) {
      output.setEncoding('utf8').on('data', (part) => {
        text += part;
        hear(part);
      });
    }
    run.on('error', (error) => resolve({ error, text }));
    run.on('close', (status, signal) => resolve({ status, signal, text }));
  });
}

/** The matrix counts for itself. */
async function runMatrix() {
  const outdir = join(bundles, 'matrix');
  await bundle(['tests/browser/matrix/run.ts'], outdir);
  const words = all ? ['--all', '--doc', 'docs/matrix.md'] : [];
  const program = join(outdir, 'browser/matrix/run.mjs');
  const hear = (part) => process.stdout.write(part);
  const run = await runKept('node', [program, ...words], (all ? 120 : 15) * minutes, hear);
  return judged(
    'matrix',
    run,
    count(run.text, /^(\d+) passed, \d+ failed in the matrix$/gm),
    count(run.text, /^\d+ passed, (\d+) failed in the matrix$/gm),
  );
}

const { values: wishes } = parseArgs({
  options: { only: { type: 'string' }, all: { type: 'boolean' } },
});
const { only, all } = wishes;
const totals = { passed: 0, failed: 0 };

async function runPart(name, run) {
  if (only !== undefined && only !== name) return;
  console.log(`== ${name}`);
  const { passed, failed } = await run();
  totals.passed += passed;
  totals.failed += failed;
}

async function runQuietParts() {
  for (const [name, command] of Object.entries(boostParts)) {
    await runPart(name, () => runBoost(name, command));
  }
  for (const name of ['layering', 'web', 'servers', 'collector']) {
    await runPart(name, () => runNode(name, nodeParts[name]));
  }
}

// What browsers mostly do is wait: the rest has room beside them.
await Promise.all([
  runQuietParts().then(() => runPart('matrix', runMatrix)),
  runPart('browser', () => runNode('browser', nodeParts.browser)),
]);
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
