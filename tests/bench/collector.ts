// SPDX-License-Identifier: MIT
/**
 * How many events a second come to disk and are answered: the collector, the least that Boost.Beast can do, and
 * the collector's own store behind cpp-httplib. One after another, again and again, on the same disk; then at half
 * of what each managed. Visitors share the processors with the server. AKKOORD_ROUNDS: how often (5).
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { median } from './median.ts';
import { printTable, ratio, thousands } from './table.ts';

const rounds = Number(process.env['AKKOORD_ROUNDS'] ?? 5);
const connections = Number(process.env['AKKOORD_CONNECTIONS'] ?? 256);
const load_s = 5;
const ticksPerSecond = 100; // sysconf(_SC_CLK_TCK) on Linux
const programs = 'out/native/tests/bench';
const policy = resolve('consent-config/clinics/2pass.json');

interface Load {
  readonly answered: number;
  readonly seconds: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

interface Run extends Load {
  readonly perSecond: number;
  readonly cpu_us: number;
}

interface Server {
  readonly name: string;
  readonly full: Run[];
  readonly half: Run[];
  start(folder: string): ChildProcess;
}

function spawned(program: string, ...words: string[]): ChildProcess {
  return spawn(program, words, { stdio: ['ignore', 'pipe', 'pipe'] });
}

function startCollector(folder: string): ChildProcess {
  const config = join(folder, 'collector.json');
  const settings = {
    listen: '127.0.0.1:0',
    data: 'data',
    policies: [{ policy }],
    requests_per_connection_s: 0,
    requests_per_site_s: 0,
  };
  writeFileSync(config, JSON.stringify(settings));
  return spawned('out/native/collector/akkoord-collector', 'collect', '--config', config);
}

const servers: readonly Server[] = [
  { name: 'akkoord-collector', start: startCollector, full: [], half: [] },
  {
    name: 'Boost.Beast, body unread',
    start: (folder) => spawned(`${programs}/beast_peer`, folder),
    full: [],
    half: [],
  },
  {
    name: 'cpp-httplib, same store',
    start: (folder) => spawned(`${programs}/httplib_peer`, folder, policy, String(connections + 1)),
    full: [],
    half: [],
  },
];

/** The port that it says it listens on, in JSON or alone on a line. */
async function portOf(child: ChildProcess): Promise<number> {
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) {
    if (output === null) continue;
    createInterface(output).on('line', (line) => {
      said.push(line);
      child.emit('said');
    });
  }
  child.once('exit', () => child.emit('said'));
  for (;;) {
    await once(child, 'said');
    const port = /"port":(\d+)|^(\d+)$/m.exec(said.join('\n'));
    if (port !== null) return Number(port[1] ?? port[2]);
    if (child.exitCode !== null) throw new Error(said.join('\n'));
  }
}

function cpu_s(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function loadOn(port: number, bodies: string, seconds: number, rate: number): Load {
  const words = [port, connections, seconds, rate, bodies].map(String);
  const run = spawnSync(`${programs}/load_client`, words, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}

/** Starts a server on an empty folder, warms it up, and measures it. */
async function measure(server: Server, rate: number): Promise<Run> {
  const folder = mkdtempSync('out/bench-');
  const bodies = join(folder, 'bodies.txt');
  writeFileSync(bodies, eventBodies().join('\n'));
  const child = server.start(folder);
  try {
    const port = await portOf(child);
    const pid = child.pid ?? 0;
    loadOn(port, bodies, 1, rate);
    const before_s = cpu_s(pid);
    const load = loadOn(port, bodies, load_s, rate);
    const cpu_us = ((cpu_s(pid) - before_s) / load.answered) * 1e6;
    return { ...load, perSecond: load.answered / load.seconds, cpu_us };
  } finally {
    const ended = child.exitCode === null ? once(child, 'exit') : undefined;
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  }
}

/** Consents as pages of this clinic send them: most take all or some, a few name services. */
function eventBodies(): string[] {
  const issued_s = Math.floor(Date.now() / 1000);
  const hash = (digit: string): string => `sha256:${digit.repeat(64)}`;
  return Array.from({ length: 64 }, (_, number) => {
    const takesAll = number % 3 !== 0;
    return JSON.stringify({
      version: 1,
      id: '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12',
      previous_id: null,
      site: 'www.2passclinic.test',
      policy: '2pass',
      revision: 1,
      policy_hash: hash('a'),
      bundle_hash: hash('b'),
      text_hash: hash('c'),
      language: ['nl', 'en', 'fr'][number % 3],
      jurisdiction: 'BE',
      variant: number % 2 === 0 ? 'box-a' : 'bar-b',
      method: takesAll ? 'banner' : 'settings',
      layer: takesAll ? 1 : 2,
      device: number % 4 === 0 ? 'large' : 'small',
      seconds_to_choice: (number * 7) % 60,
      choice: { functional: true, analytical: true, advertising: takesAll, social: takesAll },
      services: number % 8 === 0 ? { 'google-maps': false } : {},
      issued_s,
      expires_s: issued_s + 182 * 86_400,
      ...(number % 2 === 0 ? { held: { 'google-analytics': 2, 'google-maps': 1 } } : {}),
    });
  });
}

function medianOf(runs: readonly Run[], figure: (run: Run) => number): number {
  return median(runs.map(figure));
}

mkdirSync('out', { recursive: true });
const targets = ['akkoord-collector', 'load_client', 'beast_peer', 'httplib_peer'];
const built = spawnSync('cmake', ['--build', '--preset', 'native', '--target', ...targets]);
if (built.status !== 0) {
  console.error(String(built.stdout));
  console.error(
    'Wants: apt-get install libcpp-httplib-dev; cmake --preset native -DBUILD_TESTING=ON',
  );
  process.exit(1);
}
for (let round = 0; round < rounds; round += 1) {
  for (const server of servers) server.full.push(await measure(server, 0));
}
for (let round = 0; round < rounds; round += 1) {
  for (const server of servers) {
    const full = medianOf(server.full, (run) => run.perSecond);
    server.half.push(await measure(server, full / 2));
  }
}
const [own] = servers;
printTable(
  `Events on disk and answered, ${connections} connections, median of ${rounds} times ${load_s} s`,
  ['', 'a second', 'collector to it', 'CPU µs', 'p50 ms', 'p99 ms', 'at half: p50', 'p99'],
  servers.map(({ name, full, half }) => [
    name,
    thousands(medianOf(full, (run) => run.perSecond)),
    ratio(
      medianOf(own?.full ?? [], (run) => run.perSecond),
      medianOf(full, (run) => run.perSecond),
    ),
    medianOf(full, (run) => run.cpu_us).toFixed(1),
    ...[full, half].flatMap((runs) => [
      medianOf(runs, (run) => run.p50_ms).toFixed(1),
      medianOf(runs, (run) => run.p99_ms).toFixed(1),
    ]),
  ]),
);
