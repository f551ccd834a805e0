// SPDX-License-Identifier: MIT
/** The clinic's policy, compiled for the bench, and what its script is made of. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import type { PageData } from '../../web/page-data.ts';

export const policyFile = 'consent-config/clinics/2pass.json';
export const compiledFolder = 'out/bench/compiled';

const placeholder = 'AKKOORD_DATA';
const consent_id = '01a21a4d-4000-7d3e-9f10-2b4c6d8e0f12';

/** Compiles without touching the lock beside the policy. */
export function compileClinic(): void {
  mkdirSync(compiledFolder, { recursive: true });
  const words = ['compile', policyFile, '-o', compiledFolder, '--lock', 'none'];
  execFileSync('dist/bin/akkoord', words, { stdio: ['ignore', 'ignore', 'inherit'] });
}

export function compiledText(name: string): string {
  return readFileSync(`${compiledFolder}/${name}`, 'utf8');
}

/** akkoord.js, taken apart: the code that esbuild made, and the literal put in where it names its data. */
export interface TakenApart {
  readonly code: string;
  readonly literal: string;
  readonly data: PageData;
  /** The script with other data in it. */
  with(data: PageData): string;
}

export function takeApart(script: string): TakenApart {
  const code = readFileSync('out/web/page-script.js', 'utf8');
  const [before = '', behind = ''] = code.split(placeholder);
  const start = script.indexOf(before) + before.length;
  const end = script.length - behind.length;
  if (!script.includes(before) || !script.endsWith(behind)) {
    throw new Error('out/web and dist/bin/akkoord are of different builds: run ./build');
  }
  const literal = script.slice(start, end);
  const data: PageData = runInNewContext(`(${literal})`);
  const opening = script.slice(0, start);
  return { code, literal, data, with: (other) => opening + written(other) + behind };
}

/** As compile writes a literal: keys without quotes. */
function written(data: PageData): string {
  return JSON.stringify(data).replace(/"(\w+)":/g, '$1:');
}

/** The line that a server sends, to a visitor who granted everything or who has not chosen. */
export function policyHeader(granted: 'everything' | 'nothing'): string {
  const words = ['headers', policyFile, '--for', 'plain'];
  if (granted === 'everything') words.push('--cookie', everythingGranted());
  return execFileSync('dist/bin/akkoord', words, { encoding: 'utf8' }).trimEnd();
}

function everythingGranted(): string {
  const policy: { revision: number; records: { prefix: string } } = JSON.parse(
    readFileSync(policyFile, 'utf8'),
  );
  const issued_s = Math.floor(Date.now() / 1000);
  const record = `1.${policy.revision}.${issued_s}.${issued_s + 86_400}.${consent_id}`;
  const values = { set: record, fu: 1, ga: 1, ma: 1, so: 1, sv: '', sr: 1 };
  return Object.entries(values)
    .map(([name, value]) => `${policy.records.prefix}${name}=${value}`)
    .join('; ');
}
