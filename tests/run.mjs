// SPDX-License-Identifier: MIT
//
// Runs every test and adds up: node tests/run.mjs [--only PART] [--all]
// A part is core, core-wasm, compile, compile-wasm, declare, event, proof, store, dashboard, lint, lint-wasm, cli,
// layering, web, servers, collector, browser or matrix. With --all the matrix tries every way in every engine, install
// and state, and writes docs/matrix.md; without, a part of them.
// Ends with `N passed, N failed`.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const minutes = 60_000;
const bundles = 'out/node-tests';
/** What browsers and servers mostly do is wait: one more than there are processors. */
const workers = availableParallelism() + 1;

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
  dashboard: ['out/native/tests/collector/dashboard/dashboard_tests'],
  'compile-wasm': ['node', '--no-experimental-fetch', 'out/wasm/tests/compile/compile_tests.cjs'],
  'lint-wasm': ['node', '--no-experimental-fetch', 'out/wasm/tests/lint/lint_tests.cjs'],
};

/** The folders whose *.test.ts run under Node. */
const nodeParts = {
  browser: ['tests/browser'],
  collector: ['tests/collector'],
  servers: ['tests/servers'],
  web: ['tests/web', 'tests/studio', 'tests/cli', 'tests/consent-config', 'tests/readme'],
  layering: ['tests/layering'],
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

async function runBoost(name, [program, ...options]) {
  const words = [...options, '--report_level=short', '--color_output=no'];
  const run = await runKept(program, words, 5 * minutes);
  process.stdout.write(run.text);
  const passed = count(run.text, /(\d+) test cases? out of \d+ passed/g);
  const failed = count(run.text, /(\d+) test cases? out of \d+ (?:failed|aborted)/g);
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

/** The tests of a part, each file a job. */
async function nodeJobs(name, folders) {
  const entryPoints = folders.flatMap(testFiles);
  const outdir = join(bundles, name);
  await bundle(entryPoints, outdir);
  return entryPoints.map((source) => {
    const file = join(outdir, relative('tests', source).replace(/\.ts$/, '.mjs'));
    return () => runFile(source, file);
  });
}

async function runFile(source, file) {
  const start_ms = Date.now();
  const run = await runKept('node', ['--test', '--test-reporter=tap', file], 10 * minutes);
  const one = judged(
    source,
    run,
    count(run.text, /^# pass (\d+)$/gm),
    count(run.text, /^# (?:fail|cancelled) (\d+)$/gm),
  );
  if (one.failed > 0) process.stdout.write(run.text);
  const took_s = Math.round((Date.now() - start_ms) / 1000);
  console.log(`${source}: ${one.passed} passed, ${one.failed} failed (${took_s} s)`);
  return one;
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
rmSync('out/browser-tests', { recursive: true, force: true });

/** By part; the longest first, so that none is left alone at the end. */
const jobs = [];
const isWanted = (name) => only === undefined || only === name;
if (isWanted('matrix')) jobs.push(runMatrix);
for (const [name, folders] of Object.entries(nodeParts)) {
  if (isWanted(name)) jobs.push(...(await nodeJobs(name, folders)));
}
for (const [name, command] of Object.entries(boostParts)) {
  if (isWanted(name)) jobs.push(() => runBoost(name, command));
}

const totals = { passed: 0, failed: 0 };
function add({ passed, failed }) {
  totals.passed += passed;
  totals.failed += failed;
}

/**
 * Browsers and servers beside each other on a busy machine fail by being late. What failed is tried once more, alone,
 * and said so; a fault fails again. Many failures are no lateness.
 */
const mostAgain = 6;
const failed = [];
async function work() {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const one = await job();
    if (one.failed > 0) failed.push({ job, one });
    else add(one);
  }
}
await Promise.all(Array.from({ length: workers }, work));
for (const { job, one } of failed) {
  if (failed.length > mostAgain) {
    add(one);
    continue;
  }
  console.log(`Once more, alone: ${one.failed} failed beside others`);
  add(await job());
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
