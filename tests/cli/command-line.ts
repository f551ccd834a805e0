// SPDX-License-Identifier: MIT
/** The built command line, run in folders of its own under out/. */
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';

export const program: string = resolve('dist/bin/akkoord');

/** How a call ended. */
export interface Call {
  readonly exitCode: number | null;
  readonly out: string;
  readonly err: string;
  readonly took_ms: number;
}

export interface CallOptions {
  readonly input?: string | Uint8Array;
  readonly cwd?: string;
  /** Where it puts what it needs on the way. */
  readonly temporary?: string;
}

export function akkoord(
  words: readonly string[],
  { input = '', cwd = '.', temporary }: CallOptions = {},
): Call {
  const start_ms = Date.now();
  const env = temporary === undefined ? process.env : { ...process.env, TMPDIR: temporary };
  const options = { input, cwd, env, encoding: 'utf8', maxBuffer: 64 << 20 } as const;
  const run = spawnSync(program, words, options);
  if (run.error !== undefined) throw run.error;
  return { exitCode: run.status, out: run.stdout, err: run.stderr, took_ms: Date.now() - start_ms };
}

/** A new folder under out/; the caller removes it. */
export function newFolder(): string {
  mkdirSync('out', { recursive: true });
  return mkdtempSync(resolve('out', 'test-'));
}

/** A policy in a folder of its own, which is to be compiled beside it. */
export interface Home {
  readonly path: string;
  readonly file: string;
  readonly site: string;
}

/** Makes `path` and writes the policy into it. */
export function newHome(path: string, policy: string): Home {
  mkdirSync(path);
  writeFileSync(join(path, 'clinic.json'), policy);
  return { path, file: join(path, 'clinic.json'), site: join(path, 'site') };
}

/** The bytes of every file of a folder by name; nothing where there is no folder. */
export function filesIn(folder: string): Record<string, Buffer> {
  if (!existsSync(folder)) return {};
  const entries = readdirSync(folder, { withFileTypes: true });
  const names = entries.flatMap((entry) => (entry.isFile() ? [entry.name] : [])).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name))]));
}

/** A policy that compiles, without presets; `changes` replace or add keys. */
export function smallPolicy(changes: Readonly<Record<string, unknown>> = {}): string {
  const policy = {
    id: 'small',
    revision: 1,
    site: { hosts: ['www.small.test'] },
    controller: { name: 'Small', country: 'BE', privacy_notice: '/privacy/' },
    jurisdictions: ['BE'],
    languages: ['en'],
    services: [service('counter', 'analytical', ['counter.test'])],
    ...changes,
  };
  return JSON.stringify(policy, null, 2);
}

/** A service in full. */
export function service(
  id: string,
  category: string,
  urls: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id,
    name: id,
    category,
    provider: { name: `${id} Ltd`, country: 'IE' },
    purpose: { en: `What ${id} does.` },
    urls,
    ...more,
  };
}
