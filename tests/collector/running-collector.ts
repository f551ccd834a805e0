// SPDX-License-Identifier: MIT
/** The built collector, run on loopback in a folder of its own, and what a page would send it. */
import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { Socket } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { newFolder, service, smallPolicy } from '../cli/command-line.ts';

export const program: string = resolve('dist/bin/akkoord-collector');
export const origin = 'https://www.small.test';

const hash = `sha256:${'a'.repeat(64)}`;

/** A folder with a policy and a configuration; `changes` replace or add keys of the latter. */
export class Installation {
  readonly folder: string = newFolder();
  readonly config: string = join(this.folder, 'collector.json');
  readonly data: string = join(this.folder, 'data');

  constructor(changes: Readonly<Record<string, unknown>> = {}) {
    const chat = service('chat', 'functional', ['chat.test'], {
      cookies: [{ name: 'ChatId', lifetime_days: 30, http_only: true }],
    });
    const counter = service('counter', 'analytical', ['counter.test']);
    writeFileSync(
      join(this.folder, 'small.json'),
      smallPolicy({
        services: [counter, chat],
        records: { lifetime_days: 182 },
        sensitive_routes: ['/health/'],
      }),
    );
    const config = {
      listen: '127.0.0.1:0',
      data: 'data',
      policies: [{ policy: 'small.json' }],
      requests_per_connection_s: 0,
      requests_per_site_s: 0,
      ...changes,
    };
    writeFileSync(this.config, JSON.stringify(config));
  }

  /** Runs a command to its end. */
  run(...words: string[]): { exitCode: number | null; out: string; err: string } {
    const run = spawnSync(program, [...words, '--config', this.config], { encoding: 'utf8' });
    return { exitCode: run.status, out: run.stdout, err: run.stderr };
  }

  /** Checks a receipt offline. */
  verify(receipt: string, key: string): { exitCode: number | null; out: string; err: string } {
    return this.verifyBy('--key', receipt, key);
  }

  /** The same by a key or a file of them. */
  verifyBy(
    option: '--key' | '--keys',
    receipt: string,
    keys: string,
  ): { exitCode: number | null; out: string; err: string } {
    const run = spawnSync(program, ['verify', receipt, option, keys], { encoding: 'utf8' });
    return { exitCode: run.status, out: run.stdout, err: run.stderr };
  }

  /** The configuration as it stands. */
  settings(): Record<string, unknown> {
    return JSON.parse(readFileSync(this.config, 'utf8'));
  }

  /** Writes a file into the folder; returns its path. */
  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Instead of those that a page sends; undefined leaves one out. */
  readonly headers?: OutgoingHttpHeaders;
  /** A text or bytes as they are, anything else as JSON. */
  readonly body?: unknown;
}

/** What differs from a start as it mostly is. */
export interface Start {
  readonly words?: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The certificate that it shows, where it speaks TLS. */
  readonly trust?: string;
}

/** A line of its log. */
export interface LogLine {
  readonly time: string;
  readonly level: string;
  readonly event: string;
  readonly fault?: string;
  readonly keys?: string;
  readonly policies?: number;
}

/** A collector that listens. */
export class RunningCollector {
  readonly port: number;
  /** Where it tells how it is. */
  readonly operationsPort: number;
  readonly pid: number;
  readonly log: readonly string[];
  readonly #child: ChildProcess;
  readonly #heard: EventEmitter;
  readonly #trust: string | undefined;
  #agent: Agent;

  private constructor(
    child: ChildProcess,
    log: readonly string[],
    heard: EventEmitter,
    trust?: string,
  ) {
    const { port, operations } = JSON.parse(log.at(-1) ?? '');
    this.#child = child;
    this.pid = child.pid ?? 0;
    this.port = port;
    this.operationsPort = Number(/\d+$/.exec(operations)?.[0]);
    this.log = log;
    this.#heard = heard;
    this.#trust = trust;
    this.#agent = this.#newAgent(trust);
  }

  #newAgent(trust: string | undefined): Agent {
    const pool = { keepAlive: true, maxSockets: 64 };
    if (trust === undefined) return new Agent(pool);
    return new TlsAgent({ ...pool, ca: trust, servername: 'www.small.test' });
  }

  /** Lets connections from now on be new ones, to a collector that shows `trust`. */
  forgetConnections(trust?: string): void {
    this.#agent.destroy();
    this.#agent = this.#newAgent(trust);
  }

  /** The next line about `event`, from the `after`th line of the log on. */
  async said(event: string, after = 0): Promise<LogLine> {
    const { stderr } = this.#child;
    if (stderr instanceof Socket) stderr.ref();
    try {
      for (let next = after; ; next += 1) {
        while (next >= this.log.length) await once(this.#heard, 'line');
        const line: LogLine = JSON.parse(this.log[next] ?? '');
        if (line.event === event) return line;
      }
    } finally {
      if (stderr instanceof Socket) stderr.unref();
    }
  }

  /** Sends SIGHUP and waits for what it says of `event`. */
  reload(event = 'reloaded'): Promise<LogLine> {
    const said = this.said(event, this.log.length);
    this.#child.kill('SIGHUP');
    return said;
  }

  /** Starts it and waits until it listens; `limits` are words for the shell's ulimit. */
  static async start(
    installation: Installation,
    limits = '',
    { words = [], env = process.env, trust }: Start = {},
  ): Promise<RunningCollector> {
    const call = [program, 'collect', '--config', installation.config, ...words];
    const options: SpawnOptions = { stdio: ['ignore', 'ignore', 'pipe'], env };
    const child =
      limits === ''
        ? spawn(program, call.slice(1), options)
        : spawn('bash', ['-c', `ulimit ${limits}; exec "$@"`, 'bash', ...call], options);
    const log: string[] = [];
    const heard = new EventEmitter();
    await new Promise<void>((listens, fails) => {
      child.once('exit', () => fails(new Error(`it did not start: ${log.join('\n')}`)));
      if (child.stderr === null) return;
      createInterface(child.stderr).on('line', (line) => {
        log.push(line);
        heard.emit('line');
        if (line.includes('"listening"')) listens();
      });
    });
    child.removeAllListeners('exit');
    // A test that fails leaves it behind: it keeps the tests from ending no more, and ends with them.
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.removeListener('exit', kill));
    child.unref();
    if (child.stderr instanceof Socket) child.stderr.unref();
    return new RunningCollector(child, log, heard, trust);
  }

  /** Sends a request as a page of the site would. */
  send({ method = 'POST', path = '/consent/events', headers = {}, body }: Sent): Promise<Answer> {
    const asItIs = typeof body === 'string' || body instanceof Buffer;
    const bytes = asItIs ? body : body === undefined ? '' : JSON.stringify(body);
    const all = { host: 'www.small.test', origin, 'content-type': 'application/json', ...headers };
    return new Promise((resolveAnswer, reject) => {
      const sending = (this.#trust === undefined ? request : tlsRequest)(
        {
          host: '127.0.0.1',
          port: this.port,
          method,
          path,
          agent: this.#agent,
          headers: Object.fromEntries(
            Object.entries(all).filter(([, value]) => value !== undefined),
          ),
        },
        (response) => {
          let received = '';
          response.setEncoding('utf8').on('data', (part) => {
            received += part;
          });
          response.on('end', () =>
            resolveAnswer({
              status: response.statusCode ?? 0,
              headers: response.headers,
              body: received,
            }),
          );
          response.on('error', reject);
        },
      );
      sending.on('error', reject);
      sending.end(bytes);
    });
  }

  /** What it tells whoever watches it. */
  async tell(path: string): Promise<{ status: number; type: string; body: string }> {
    const answer = await fetch(`http://127.0.0.1:${this.operationsPort}${path}`);
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: await answer.text() };
  }

  /** The value of a metric. */
  async metric(name: string): Promise<number> {
    const { body } =
      this.port === this.operationsPort
        ? await this.send({ method: 'GET', path: '/metrics' })
        : await this.tell('/metrics');
    return Number(new RegExp(`^akkoord_${name} (\\d+)$`, 'm').exec(body)?.[1] ?? Number.NaN);
  }

  /** Sends a signal and waits for the end; returns the exit code, or the signal. */
  async end(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<number | string | null> {
    this.#child.ref();
    const ended = once(this.#child, 'exit');
    this.#child.kill(signal);
    const [exitCode, by] = await ended;
    this.#agent.destroy();
    return exitCode ?? by;
  }
}

/** A UUID of version 7. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** An event as it is sent. */
export interface SentEvent extends Readonly<Record<string, unknown>> {
  readonly id: string;
}

/** A consent of now; `changes` replace or add keys. */
export function consent(changes: Readonly<Record<string, unknown>> = {}): SentEvent {
  const issued_s = Math.floor(Date.now() / 1000);
  return {
    version: 1,
    id: newId(),
    previous_id: null,
    site: 'www.small.test',
    policy: 'small',
    revision: 1,
    policy_hash: hash,
    bundle_hash: hash,
    text_hash: hash,
    language: 'en',
    jurisdiction: 'BE',
    variant: 'box-a',
    method: 'banner',
    layer: 1,
    device: 'small',
    seconds_to_choice: 7,
    choice: { functional: false, analytical: true, advertising: false, social: false },
    services: {},
    issued_s,
    expires_s: issued_s + 182 * 86_400,
    ...changes,
  };
}

/** A refusal of now. */
export function refusal(): SentEvent {
  const choice = { functional: false, analytical: false, advertising: false, social: false };
  return consent({ choice });
}

/** A showing. */
export function shown(): Record<string, unknown> {
  const { site, policy, revision, variant, language, jurisdiction, device } = consent();
  return { site, policy, revision, variant, language, jurisdiction, device, entry: true };
}
