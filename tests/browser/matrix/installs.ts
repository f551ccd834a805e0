// SPDX-License-Identifier: MIT
/** The lab's clinic without Akkoord and with each of its installs: lines in head, and headers for a visitor. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { labPolicy, site } from './policy.ts';

export type Install = 'none' | 'header' | 'snippet' | 'tag';

/** The three ways of installing Akkoord; `none` is the control. */
export const installs: readonly Install[] = ['header', 'snippet', 'tag'];

/** What a server that sends the header decides about one request. */
export interface ServerAnswer {
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** Whether the path proxies a service without consent: 403. */
  readonly refused: boolean;
}

export interface Installs {
  /** The lines to paste first in head. */
  lines(install: Install): string;
  /** A file below /akkoord/, or nothing. */
  file(name: string): Buffer | undefined;
  /** Of the header install, for a request of the page host whose answer is of `type`. */
  decide(path: string, cookies: string, type?: string): ServerAnswer;
}

export async function compileInstalls(
  folder: string,
  policyText: string = labPolicy,
): Promise<Installs> {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'lab.json');
  writeFileSync(source, policyText);
  const compiled = join(folder, 'compiled');
  const map = join(folder, 'hosts.json');
  writeFileSync(map, '{ "*": "*" }'); // the same hosts, and plain web sockets as on plain pages
  const words = ['compile', source, '-o', compiled, '--lock', 'none', '--map-hosts', map];
  execFileSync('dist/bin/akkoord', words, { stdio: 'pipe' });
  const server = await serverOf(source, map, folder);
  const read = (name: string): string => readFileSync(join(compiled, name), 'utf8');
  return {
    lines: (install) => (install === 'none' ? '' : read(`${install}.html`)),
    file(name) {
      const path = join(compiled, name);
      return /^[\w.-]+$/.test(name) && existsSync(path) ? readFileSync(path) : undefined;
    },
    decide(path, cookies, type = 'text/html') {
      const fields: Readonly<Record<string, string>> = { cookie: cookies, accept: type };
      const request = {
        url: site + path,
        headers: { get: (name: string) => fields[name] ?? null },
      };
      const headers: Record<string, string[]> = {};
      for (const [name, value] of server.headersFor(request, type)) {
        headers[name] = [...(headers[name] ?? []), value];
      }
      return { headers, refused: server.isRefused(request) };
    },
  };
}

/** What a server asks of a request. */
interface PlainRequest {
  readonly url: string;
  readonly headers: { get(name: string): string | null };
}

interface EdgeWorker {
  isRefused(request: PlainRequest): boolean;
  headersFor(request: PlainRequest, type: string): [string, string][];
}

/** The configuration that runs in any JavaScript server, as `akkoord headers` writes it. */
async function serverOf(policy: string, map: string, folder: string): Promise<EdgeWorker> {
  const file = join(folder, 'edge-worker.mjs');
  const words = ['headers', policy, '--for', 'edge-worker', '--map-hosts', map];
  writeFileSync(file, execFileSync('dist/bin/akkoord', words, { encoding: 'utf8' }));
  return (await import(pathToFileURL(resolve(file)).href)) as EdgeWorker;
}
