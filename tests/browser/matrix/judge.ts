// SPDX-License-Identifier: MIT
/** What an outcome means: for an install in an engine, beside the control without Akkoord. */
import type { State } from './drive.ts';
import type { EngineName } from './engines/engine.ts';
import type { Install } from './installs.ts';
import type { Aimed } from './policy.ts';
import type { Outcome } from './tally.ts';
import type { Vector } from './vectors/vector.ts';

/**
 * held: nothing was requested, ran or stayed. asked: the engine asked ahead of the parser, and nothing ran.
 * impossible: it leaked, for the reason that the vector names. passes: the visitor has consented, and it works.
 * leaks, stopped: Akkoord's faults, before consent and after it.
 */
export type Verdict = 'held' | 'asked' | 'impossible' | 'passes' | 'leaks' | 'stopped';

/** Where a vector was tried. */
export interface Place {
  readonly engine: EngineName;
  readonly install: Install;
  readonly state: State;
  readonly aimed: Aimed;
}

export interface Result extends Place {
  readonly vector: Vector;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
}

/** Whether the vector did what it is about. */
export function isLeak(vector: Vector, { requested, ran, stored }: Outcome): boolean {
  if (vector.leak === 'stored') return stored.length > 0;
  return vector.leak === 'ran' ? ran > 0 : requested > 0;
}

function isClean({ requested, ran, stored }: Outcome): boolean {
  return requested === 0 && ran === 0 && stored.length === 0;
}

/** Whether a policy that a script writes comes after the engine's first requests; Chromium's heed the markup. */
function asksAhead({ engine, install }: Place): boolean {
  if (engine === 'chromium') return false;
  return install === 'tag' || (install === 'snippet' && engine === 'firefox');
}

export function reasonOf(vector: Vector, { engine, install }: Place): string | undefined {
  return vector.impossible?.[`${install} ${engine}`] ?? vector.impossible?.[install];
}

export function isGranted({ state, aimed }: Place): boolean {
  return state === 'analytical' && aimed === 'analytical';
}

export function judge(vector: Vector, outcome: Outcome, place: Place): Verdict {
  if (isGranted(place)) {
    if (isLeak(vector, outcome)) return 'passes';
    return vector.never === undefined ? 'stopped' : 'held';
  }
  if (isClean(outcome)) return 'held';
  if (reasonOf(vector, place) !== undefined) return 'impossible';
  const nothingRan = outcome.ran === 0 && outcome.stored.length === 0;
  return nothingRan && vector.scanned && asksAhead(place) ? 'asked' : 'leaks';
}

export function isFault(verdict: Verdict): boolean {
  return verdict === 'leaks' || verdict === 'stopped';
}
