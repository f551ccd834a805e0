// SPDX-License-Identifier: MIT
/** The lab's clinic without Akkoord and with each of its installs: lines in head, and headers for a visitor. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadBuiltStudio } from '../../studio/studio-module.ts';
import { labPolicy } from './policy.ts';

export type Install = 'none' | 'header' | 'snippet' | 'tag';

/** The three ways of installing Akkoord; `none` is the control. */
export const installs: readonly Install[] = ['header', 'snippet', 'tag'];

/** What a server that sends the header decides about one request. */
export interface ServerAnswer {
  readonly headers: Readonly<Record<string, string>>;
  /** Whether the path proxies a service without consent: 403. */
  readonly refused: boolean;
}

export interface Installs {
  /** The lines to paste first in head. */
  lines(install: Install): string;
  /** A file below /akkoord/, or nothing. */
  file(name: string): Buffer | undefined;
  /** Of the header install, for a request of the page host. */
  decide(path: string, cookies: string): ServerAnswer;
}

export async function compileInstalls(
  folder: string,
  policyText: string = labPolicy,
): Promise<Installs> {
  mkdirSync(folder, { recursive: true });
  const source = join(folder, 'lab.json');
  writeFileSync(source, policyText);
  const compiled = join(folder, 'compiled');
  const words = ['compile', source, '-o', compiled, '--lock', 'none'];
  execFileSync('dist/bin/akkoord', words, { stdio: 'pipe' });
  const studio = await loadBuiltStudio();
  const policy = studio.open(policyText);
  const read = (name: string): string => readFileSync(join(compiled, name), 'utf8');
  return {
    lines: (install) => (install === 'none' ? '' : read(`${install}.html`)),
    file(name) {
      const path = join(compiled, name);
      return /^[\w.-]+$/.test(name) && existsSync(path) ? readFileSync(path) : undefined;
    },
    decide(path, cookies) {
      const visitor = { cookies, route: path, now_s: Math.floor(Date.now() / 1000) };
      const proxied = policy.classifyPath(path)?.service;
      return {
        headers: { 'Content-Security-Policy': policy.pagePolicy(visitor), Vary: 'Cookie' },
        refused: proxied !== undefined && policy.decide(visitor)[proxied]?.outcome !== 'granted',
      };
    },
  };
}
