// SPDX-License-Identifier: MIT
/** Which preset fits what no service of the policy claims, by presets.json beside the script. */
import type { CategoryName } from '../page-module.ts';
import type { FindingKind } from './inspection.ts';
import { admits } from './page-sources.ts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  readonly category: CategoryName;
  readonly urls?: readonly string[];
  readonly cookies?: readonly string[];
  readonly local_storage?: readonly string[];
  readonly session_storage?: readonly string[];
  readonly indexed_db?: readonly string[];
  readonly caches?: readonly string[];
}

const storageKeys = ['local_storage', 'session_storage', 'indexed_db', 'caches'] as const;
const keysByKind = {
  cookie: ['cookies'],
  local_storage: ['local_storage'],
  session_storage: ['session_storage'],
  indexed_db: ['indexed_db'],
  cache: ['caches'],
  storage: storageKeys,
} as const;

/** None where the file is not there: an older compiler wrote the others. */
export async function loadPresets(url: string): Promise<readonly Preset[]> {
  try {
    const answer = await fetch(url);
    const { presets }: { presets: readonly Preset[] } = await answer.json();
    return presets;
  } catch {
    return [];
  }
}

/** Ids of the presets that claim it. Of a request that was held only the host is known, so a path counts as any. */
export function fittingPresets(
  presets: readonly Preset[],
  kind: FindingKind | 'storage',
  name: string,
): readonly string[] {
  const fits = (preset: Preset): boolean => {
    if (kind === 'request') {
      const url = new URL(`https://${name}`);
      return !!preset.urls?.some((pattern) => admits(pattern.split('/')[0] ?? '', url));
    }
    return keysByKind[kind].some((key) => preset[key]?.some((pattern) => isNamed(pattern, name)));
  };
  return presets.filter(fits).map(({ id }) => id);
}

function isNamed(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}
