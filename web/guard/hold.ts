// SPDX-License-Identifier: MIT
/** Holds the page until the core has decided: keeps writes back, and what the policy refuses in mind. */
import type { EarlyHandOver, HandOver } from '../hand-over.ts';
import { refuseCalls } from './calls.ts';
import { gateCookieWrites } from './cookie-writes.ts';
import { holdSpeculationRules } from './speculation-rules.ts';
import { gateStorageWrites } from './storage-writes.ts';
import { closedGate } from './write-gate.ts';

const maxViolations = 200;

/** What can't wait for the script: what no sweep undoes, and what is told once. `calls`: the site calls by WebRTC. */
export function holdEarly(calls: unknown): EarlyHandOver {
  const early: EarlyHandOver = { v: [], u: [] };
  document.addEventListener('securitypolicyviolation', (event) => {
    if (!early.v[maxViolations - 1]) early.v.push(event);
  });
  if (!calls) refuseCalls();
  holdSpeculationRules(early);
  return early;
}

/** `early`: what stands inline behind a header has held already. */
export function hold(
  revision: number,
  calls?: unknown,
  free?: RegExp,
  early: EarlyHandOver = holdEarly(calls),
): HandOver {
  const handOver: HandOver = Object.assign(early, {
    ...closedGate(free),
    ...{ r: revision, p: '*', s: [] },
  });
  gateCookieWrites(handOver);
  try {
    gateStorageWrites(handOver);
    handOver.s = [localStorage, sessionStorage].map(Object.keys);
  } catch {
    // A browser that refuses storage has none to keep back from.
  }
  return handOver;
}
