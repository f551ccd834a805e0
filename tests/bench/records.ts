// SPDX-License-Identifier: MIT
/**
 * Ten million records, or AKKOORD_RECORDS: how long they take to fill, proofs, rates, the log's check, an export, and
 * what a collector on them takes of memory. Wants 20 GB in out/ and twenty minutes; AKKOORD_DATA keeps the folder.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from './median.ts';
import { printTable, thousands } from './table.ts';

const records = Number(process.env['AKKOORD_RECORDS'] ?? 10_000_000);
/** fill_collector makes about that many of its events records; the others are refusals, which only count. */
const recordsAnEvent = 0.72;
const programs = 'out/native/tests/bench';
const collector = resolve('out/native/collector/akkoord-collector');
const kept = process.env['AKKOORD_DATA'];
const folder = resolve(kept ?? mkdtempSync('out/bench-'));
const data = join(folder, 'data');
const config = join(folder, 'collector.json');
const rows: [string, string][] = [];

function ran(program: string, ...words: string[]): { text: string; took_ms: number } {
  const start_ms = performance.now();
  const run = spawnSync(program, words, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`${program}: ${run.stderr}`);
  return { text: run.stdout, took_ms: performance.now() - start_ms };
}

function row(what: string, figure: string): void {
  rows.push([what, figure]);
  console.log(`${what}: ${figure}`);
}

const seconds = (took_ms: number): string => `${(took_ms / 1000).toFixed(1)} s`;

/** Resident memory of a process, in bytes. */
function resident(pid: number): number {
  const kib = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kib) * 1024;
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`;

/** A consent under the clinic's policy, as tests/bench/collector/load_client.cc sends it on. */
function eventBody(): string {
  const issued_s = Math.floor(Date.now() / 1000);
  const hash = `sha256:${'a'.repeat(64)}`;
  return JSON.stringify({
    version: 1,
    id: '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12',
    site: 'www.2passclinic.test',
    policy: '2pass',
    revision: 1,
    policy_hash: hash,
    bundle_hash: hash,
    text_hash: hash,
    language: 'nl',
    jurisdiction: 'BE',
    variant: 'box-a',
    method: 'banner',
    layer: 1,
    device: 'small',
    seconds_to_choice: 7,
    choice: { functional: true, analytical: true, advertising: false, social: false },
    services: {},
    issued_s,
    expires_s: issued_s + 182 * 86_400,
  });
}

/** Starts a collector on the records, loads it, and looks at its memory. */
async function runCollector(): Promise<void> {
  const bodies = join(folder, 'bodies.txt');
  writeFileSync(bodies, eventBody());
  const start_ms = performance.now();
  const child = spawn(collector, ['collect', '--config', config], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const pid = child.pid ?? 0;
  const said: string[] = [];
  let port = 0;
  for await (const line of createInterface(child.stderr)) {
    said.push(line);
    port = Number(/"port":(\d+)/.exec(line)?.[1] ?? 0);
    if (port > 0) break;
  }
  if (port === 0) throw new Error(said.join('\n'));
  row('collector: from start to listening', `${(performance.now() - start_ms).toFixed(0)} ms`);
  row('collector: memory at start', megabytes(resident(pid)));
  const { text } = ran(`${programs}/load_client`, String(port), '256', '20', '0', bodies);
  const { answered, p99_ms } = JSON.parse(text);
  row('collector: events a second for 20 s', `${thousands(answered / 20)} (p99 ${p99_ms} ms)`);
  row('collector: memory after that', megabytes(resident(pid)));
  child.stderr.resume();
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
}

const targets = [
  'akkoord-collector',
  'fill_collector',
  'rates_bench',
  'prove_bench',
  'load_client',
];
ran('cmake', '--build', '--preset', 'native', '--target', ...targets);
const settings = {
  listen: '127.0.0.1:0',
  data: 'data',
  policies: [{ policy: resolve('consent-config/clinics/2pass.json') }],
  requests_per_connection_s: 0,
  requests_per_site_s: 0,
};
try {
  if (!existsSync(data)) {
    const events = Math.ceil(records / recordsAnEvent);
    const filled = ran(`${programs}/fill_collector`, data, String(events));
    row(`filled: ${filled.text.trim()}`, seconds(filled.took_ms));
  }
  writeFileSync(config, JSON.stringify(settings));
  row('database', megabytes(statSync(join(data, 'events.db')).size));

  const proved = ran(`${programs}/prove_bench`, data, '50').text.split('\n');
  for (const line of proved.slice(0, 2)) console.log(line);
  const ids = proved.slice(2).filter((id) => id !== '');
  const calls = ids.map((id) => ran(collector, 'prove', id, '--config', config, '-o', '-').took_ms);
  row('akkoord-collector prove ID, whole program', `${median(calls).toFixed(1)} ms`);
  console.log(ran(`${programs}/rates_bench`, data).text);
  const days = ['--from', '2025-11-21', '--to', '2026-11-20'];
  const rates = ran(collector, 'export', '--what', 'rates', ...days, '--config', config);
  row('export of a year of rates, whole program', `${rates.took_ms.toFixed(0)} ms`);

  await runCollector();
  const check = ran(collector, 'check-log', '--config', config);
  row(`check-log: ${check.text.trim().split('\n')[0]}`, seconds(check.took_ms));
  const file = join(folder, 'export.csv');
  const exported = ran(collector, 'export', '-o', file, '--config', config);
  row(`export of records (${megabytes(statSync(file).size)})`, seconds(exported.took_ms));
  printTable('A collector with its records', ['', ''], rows);
} finally {
  if (kept === undefined) rmSync(folder, { recursive: true });
}
