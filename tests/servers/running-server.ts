// SPDX-License-Identifier: MIT
/** A real server on loopback, started for the tests of one file, and what it answers. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import { akkoord } from '../cli/command-line.ts';
import { stagedText, stagingMap } from './policies.ts';

const patience_ms = 40_000;

/** What a server said. */
export interface Answer {
  readonly status: number;
  /** Each value of a header, in order, by its name in lower case. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly body: string;
}

export interface RunningServer {
  readonly port: number;
  /** One request; header values are sent as the bytes of their UTF-8. `port`: another site of it. */
  get(path: string, headers?: Readonly<Record<string, string>>, port?: number): Promise<Answer>;
  stop(): Promise<void>;
}

/** How to start one: the program stays in the foreground. */
export interface ServerProgram {
  readonly command: string;
  readonly words: readonly string[];
}

/** Whether any user may pass through all folders above. */
function isOpenToAll(folder: string): boolean {
  const above = dirname(folder);
  return (statSync(folder).mode & 0o001) !== 0 && (above === folder || isOpenToAll(above));
}

/**
 * A new folder under out/ with what every server needs: site/ and tmp/. The caller removes it.
 * A server that gives up root's rights gets one that it can still read.
 */
export function newServerFolder(name: string): string {
  mkdirSync('out', { recursive: true });
  const folder = mkdtempSync(
    join(isOpenToAll(resolve('out')) ? resolve('out') : tmpdir(), `${name}-`),
  );
  chmodSync(folder, 0o755);
  writeSite(join(folder, 'site'));
  mkdirSync(join(folder, 'tmp'));
  return folder;
}

/** Pages and files of every type that matters. */
const sitePaths: readonly string[] = [
  'index.html',
  'about/index.html',
  'booking/index.html',
  'booking/tuesday.html',
  'treat.ments.html',
  'treatments/index.html',
  'treatmentsx.html',
  'a$b+c/index.html',
  'a.css',
  'a.js',
  'a.json',
  'a.mp3',
  'a.mp4',
  'a.pdf',
  'a.png',
  'a.svg',
  'a.unknown',
  'a.woff2',
  'akkoord/akkoord.js',
  'akkoord/embed-youtube.html',
  'akkoord/embed.html',
  'hit',
  'hits.html',
  'r.$+/replay.js',
  'stats/own.js',
  'stats/count.js',
  'stats/p/pixel.js',
  'stats.html',
  'tally/t.js',
];

/** Writes them; the text of each is its path. */
export function writeSite(folder: string): void {
  for (const path of sitePaths) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
}

/** The files that `akkoord headers` writes, into `folder`/config. */
export function writeServerConfig(
  folder: string,
  kind: string,
  policy: string,
  words: readonly string[] = [],
): string {
  const config = join(folder, 'config');
  const call = akkoord(['headers', '-', '--for', kind, '-o', config, ...words], { input: policy });
  if (call.exitCode !== 0) throw new Error(`akkoord headers --for ${kind}: ${call.err}`);
  return config;
}

/** Likewise for the policy on staging. */
export function writeStagedConfig(folder: string, kind: string): string {
  const map = join(folder, 'map.json');
  writeFileSync(map, stagingMap);
  return writeServerConfig(folder, kind, stagedText, ['--map-hosts', map]);
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Starts `program` and waits until `port` answers. */
export async function startServer(program: ServerProgram, port: number): Promise<RunningServer> {
  const child = spawn(program.command, program.words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const listen = (part: Buffer): void => {
    said = (said + part.toString()).slice(-10_000);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  child.on('error', (error) => {
    said += String(error);
  });
  await untilAnswering(child, port, () => said);
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    port,
    get: (path, headers = {}, other = port) => ask(agent, other, path, headers),
    async stop() {
      agent.destroy();
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function untilAnswering(
  child: ChildProcess,
  port: number,
  said: () => string,
): Promise<void> {
  const end_ms = Date.now() + patience_ms;
  while (!(await answers(port))) {
    if (child.exitCode !== null || child.pid === undefined || Date.now() > end_ms) {
      child.kill('SIGTERM');
      throw new Error(`the server did not start: ${said()}`);
    }
    await later(20);
  }
}

/** Whether something accepts a connection: there is no other event that tells. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => done(true));
    socket.on('error', () => done(false));
    socket.on('connect', () => socket.destroy());
  });
}

function ask(
  agent: Agent,
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const bytes = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Buffer.from(value, 'utf8').toString('latin1'),
    ]),
  );
  return new Promise((done, fail) => {
    const sent = request(
      { agent, host: '127.0.0.1', port, path, headers: bytes, timeout: patience_ms },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          body += part;
        });
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            headers: headersOf(response.rawHeaders),
            body,
          }),
        );
      },
    );
    sent.on('timeout', () => sent.destroy(new Error(`no answer: ${path}`)));
    sent.on('error', fail);
    sent.end();
  });
}

function headersOf(raw: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {};
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    headers[name] = [...(headers[name] ?? []), raw[i + 1] ?? ''];
  }
  return headers;
}
