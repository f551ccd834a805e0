// SPDX-License-Identifier: MIT
/** The presets as they lie in the repository, and a policy that has all of them. */
import { readdirSync, readFileSync } from 'node:fs';
import { smallPolicy } from '../cli/command-line.ts';

export interface SharedPattern {
  readonly pattern: string;
  readonly shared: string;
}

export interface Preset {
  readonly id: string;
  readonly category: string;
  readonly urls?: readonly (string | SharedPattern)[];
  readonly web_sockets?: readonly string[];
  readonly embed?: string;
  readonly embed_elements?: readonly string[];
}

const folder = 'consent-config/presets';

export const presets: readonly Preset[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8')) as Preset);

export const presetNames: readonly string[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''));

export function patternOf(url: string | SharedPattern): string {
  return typeof url === 'string' ? url : url.pattern;
}

export const languages: readonly string[] = readdirSync('consent-config/languages').map((name) =>
  name.replace('.json', ''),
);

/** A policy with these presets, in every language there is. */
export function policyOf(services: readonly unknown[]): string {
  return smallPolicy({ languages, services });
}
